import type { Manifest } from "../../checks/src/repository.ts";

/** What users do not speak: commits, and the tool's own phrases. */
const NOT_THEIR_WORDS = /^\s*- ([0-9a-f]{7,40}: |Updated dependencies)/;

/**
 * Finds what is wrong with the CHANGELOG.md of a package whose version moved.
 *
 * @param manifest - The package's package.json.
 * @param text - The CHANGELOG.md, or nothing when there is none.
 * @returns One line for each problem.
 */
export function judgeChangelog(manifest: Manifest, text: string | undefined): readonly string[] {
  const { name, version } = manifest;
  if (text === undefined) return [`${name} has no CHANGELOG.md`];
  const lines = text.split("\n");
  return [
    ...(lines.includes(`## ${version}`)
      ? []
      : [`${name}: CHANGELOG.md does not tell of ${version}`]),
    ...lines
      .filter((line) => NOT_THEIR_WORDS.test(line))
      .map((line) => `${name}: CHANGELOG.md says "${line.trim()}"`),
  ];
}
