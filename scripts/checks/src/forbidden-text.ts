import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Rule {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** What no committed text file holds; each pattern is written so that it does not match itself. */
const RULES: readonly Rule[] = [
  {
    pattern:
      /\b(?:registry\.[\w-]+\.[a-z]{2,}|npm\.pkg\.[\w-]+\.\w+|repo1?\.maven\.[\w.]+|npm\.jsr\.io)\b/,
    reason: "names the host of a package registry; the reader's own settings choose it",
  },
  {
    pattern: /(?<![\w.:/~-])\/(?:home|root|Users|tmp|var\/folders)\/[\w.-]+/,
    reason: "holds an absolute path of one machine",
  },
  {
    pattern: /\b[A-Z]:\\(?:Users|Documents)\b/,
    reason: "holds an absolute path of one machine",
  },
];

const BINARY = "\0";

function judge(file: string, text: string): readonly string[] {
  if (text.includes(BINARY)) return [];
  return text
    .split("\n")
    .flatMap((line, index) =>
      RULES.filter(({ pattern }) => pattern.test(line)).map(
        ({ pattern, reason }) => `${file}:${index + 1} ${reason}: ${pattern.exec(line)?.[0] ?? ""}`,
      ),
    );
}

/**
 * Finds text that ties the repository to a machine or to a package registry.
 *
 * @param root - The repository's folder.
 * @param files - Paths of its files.
 * @returns One line for each place.
 */
export function findForbiddenText(root: string, files: readonly string[]): readonly string[] {
  return files.flatMap((file) => judge(file, readFileSync(join(root, file), "utf8")));
}
