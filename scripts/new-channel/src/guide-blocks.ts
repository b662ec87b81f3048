import { stripVTControlCharacters } from "node:util";

/** A fenced block of a guide: a file to be written, or a command with what it prints. */
export type GuideBlock =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | { readonly kind: "command"; readonly command: string; readonly output: readonly string[] };

const FENCE = /^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/**
 * Reads the blocks of a guide in their order: those whose fence names a file after the language, and
 * those of the language `console` that begin with a command.
 *
 * @param markdown - The guide.
 * @returns The blocks.
 */
export function readGuideBlocks(markdown: string): readonly GuideBlock[] {
  return [...markdown.matchAll(FENCE)].flatMap(([, language, path, text = ""]): GuideBlock[] => {
    if (path !== undefined) return [{ kind: "file", path, text }];
    const [first = "", ...output] = text.trimEnd().split("\n");
    if (language !== "console" || !first.startsWith("$ ")) return [];
    return [{ kind: "command", command: first.slice(2), output }];
  });
}

/** Colours, runs of blanks and times are not what a guide is about. */
function normalize(line: string): string {
  return stripVTControlCharacters(line)
    .replaceAll(/\d+(\.\d+)?\s?m?s\b/g, "N")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/**
 * Finds what a guide shows and a command did not print.
 *
 * @param shown - The guide's lines; `…` stands for any lines, also none.
 * @param printed - What the command printed.
 * @returns The first line of the guide that is not where it should be; undefined when all are.
 */
export function findMissingLine(shown: readonly string[], printed: string): string | undefined {
  const lines = printed.split("\n").map(normalize).filter(Boolean);
  let next = 0;
  let mayLeaveOut = false;
  for (const line of shown.map(normalize)) {
    if (line === "…") {
      mayLeaveOut = true;
      continue;
    }
    const found = mayLeaveOut ? lines.indexOf(line, next) : next;
    if (found < 0 || lines[found] !== line) return line;
    next = found + 1;
    mayLeaveOut = false;
  }
  return mayLeaveOut ? undefined : lines[next];
}
