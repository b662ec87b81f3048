// How a changeset becomes lines of a CHANGELOG.md: named in .changeset/config.json.

/** What is read of a changeset. */
export interface Changeset {
  /** What users will notice, in Markdown. */
  readonly summary: string;
}

/** What is read of a package whose version moves. */
export interface Release {
  readonly name: string;
  readonly newVersion: string;
}

/**
 * Writes the line of one changeset: its own words, without the commit that they came with.
 *
 * @param changeset - The changeset.
 * @returns An item of a Markdown list.
 */
export function getReleaseLine({ summary }: Changeset): string {
  const [first = "", ...rest] = summary.trim().split("\n");
  return [`- ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}

/**
 * Writes the line that says which packages of ours a package goes with from now on.
 *
 * @param _changesets - What moved them; their own CHANGELOG.md tells of it.
 * @param dependencies - The packages, with their new versions.
 * @returns An item of a Markdown list, or nothing when no dependency moved.
 */
export function getDependencyReleaseLine(
  _changesets: readonly Changeset[],
  dependencies: readonly Release[],
): string {
  if (dependencies.length === 0) return "";
  const list = dependencies.map(({ name, newVersion }) => `${name} ${newVersion}`);
  return `- Goes with ${list.join(", ")}.`;
}
