/** Values under keys of several texts, of which some may be absent. */
export class Keyed<Value> {
  readonly #values = new Map<string, Value>();
  readonly #create: () => Value;

  /**
   * Makes an empty one.
   *
   * @param create - Makes the value of a key that was not there.
   */
  constructor(create: () => Value) {
    this.#create = create;
  }

  /** The value of a key; it is made when it is not there. */
  at(...key: readonly (string | undefined)[]): Value {
    const text = join(key);
    const known = this.#values.get(text);
    if (known !== undefined) return known;
    const value = this.#create();
    this.#values.set(text, value);
    return value;
  }

  /** Keys and values, ordered by the keys' texts one after the other; what is absent comes first. */
  *entries(): Generator<readonly [key: readonly (string | undefined)[], value: Value]> {
    const keys = [...this.#values.keys()].map((text) => ({ text, parts: split(text) }));
    keys.sort((one, other) => compare(one.parts, other.parts));
    for (const { text, parts } of keys) yield [parts, this.#values.get(text) as Value];
  }
}

/** One text of several, each with its length before it: quicker than JSON, and as unmistakable. */
function join(key: readonly (string | undefined)[]): string {
  let text = "";
  for (const part of key) text += part === undefined ? "-" : `${part.length}:${part}`;
  return text;
}

function split(text: string): readonly (string | undefined)[] {
  const parts: (string | undefined)[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] === "-") {
      parts.push(undefined);
      at += 1;
      continue;
    }
    const start = text.indexOf(":", at) + 1;
    const end = start + Number(text.slice(at, start - 1));
    parts.push(text.slice(start, end));
    at = end;
  }
  return parts;
}

function compare(one: readonly (string | undefined)[], other: typeof one): number {
  for (const [index, left] of one.entries()) {
    const right = other[index];
    if (left === right) continue;
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/**
 * Leaves out what is absent, as exact optional properties want it.
 *
 * @param fields - Some fields.
 * @returns Those that are there.
 */
export function present<Name extends string>(
  fields: Readonly<Record<Name, string | undefined>>,
): Partial<Readonly<Record<Name, string>>> {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as Partial<Readonly<Record<Name, string>>>;
}
