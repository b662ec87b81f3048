/** A text, a bracket or a mark between values; numbers and words do not matter here. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** An object or array that is being read. */
interface Level {
  readonly isObject: boolean;
  readonly path: string;
  readonly keys: Set<string>;
  /** The member that is being read: its key, or its index. */
  member: string;
}

function pathOf(levels: readonly Level[]): string {
  const level = levels.at(-1);
  if (level === undefined) return "";
  return level.path === "" ? level.member : `${level.path}.${level.member}`;
}

/**
 * Finds names that an object of a JSON text has more than once. Parsers keep the last and say nothing, so
 * that what stands under the first would be lost without a word.
 *
 * @param text - Valid JSON.
 * @returns The paths of the names, each once, in the order of the text.
 */
export function findRepeatedKeys(text: string): readonly string[] {
  const levels: Level[] = [];
  const repeated = new Set<string>();
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === "{" || token === "[") {
      const isObject = token === "{";
      levels.push({ isObject, path: pathOf(levels), keys: new Set(), member: isObject ? "" : "0" });
    } else if (token === "}" || token === "]") levels.pop();
    else if (token === "," && level?.isObject === false)
      level.member = `${Number(level.member) + 1}`;
    else if (token === ":" && level !== undefined) {
      level.member = JSON.parse(last) as string;
      if (level.keys.has(level.member)) repeated.add(pathOf(levels));
      level.keys.add(level.member);
    } else last = token;
  }
  return [...repeated];
}
