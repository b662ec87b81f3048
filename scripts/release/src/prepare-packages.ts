import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPublishedPackages } from "../../checks/src/repository.ts";
import { judgeChangelog } from "./judge-changelog.ts";
import { judgeVersions } from "./judge-versions.ts";
import { run } from "./run.ts";

/**
 * Ends a part of a release when something is wrong.
 *
 * @param problems - One line for each problem.
 * @throws An error with all of them, when there are any.
 */
export function complain(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function filtersOf(root: string): readonly string[] {
  return readPublishedPackages(root).map(({ manifest }) => `--filter=${manifest.name}`);
}

/**
 * Moves the versions by the changesets that wait, and writes the CHANGELOG.md files.
 *
 * @param root - The repository's folder.
 * @throws An error when a changeset was left, a version moved with the wrong others, or a
 *   CHANGELOG.md does not speak to users.
 */
export async function moveVersions(root: string): Promise<void> {
  await run(["pnpm", "exec", "changeset", "version"], { cwd: root });
  const left = globSync(".changeset/*.md", { cwd: root }).filter((path) => !/README/.test(path));
  const packages = readPublishedPackages(root);
  const rules = JSON.parse(readFileSync(join(root, ".changeset/config.json"), "utf8"));
  complain([
    ...left.map((path) => `${path} was not used`),
    ...judgeVersions(packages, rules),
    ...packages.flatMap(({ folder, manifest }) => {
      const path = join(root, folder, "CHANGELOG.md");
      return judgeChangelog(manifest, existsSync(path) ? readFileSync(path, "utf8") : undefined);
    }),
  ]);
}

/**
 * Builds the published packages.
 *
 * @param root - The repository's folder.
 */
export async function buildPackages(root: string): Promise<void> {
  const turbo = ["pnpm", "exec", "turbo", "run", "build", "--output-logs=errors-only"] as const;
  await run([...turbo, ...filtersOf(root)], { cwd: root, timeout: 600_000 });
}

/**
 * Writes a list of the parts of each published package (CycloneDX), one file each in `.cache/sbom/`.
 *
 * @param root - The repository's folder.
 * @throws An error when a package has no list.
 */
export async function listParts(root: string): Promise<void> {
  const format = ["--sbom-format", "cyclonedx", "--prod", "--split", "--lockfile-only"] as const;
  await run(["pnpm", ...filtersOf(root), "sbom", ...format, "--out", ".cache/sbom/%s.json"], {
    cwd: root,
  });
  const described = globSync(".cache/sbom/*.json", { cwd: root }).map((path) => {
    const { metadata } = JSON.parse(readFileSync(join(root, path), "utf8"));
    const { group, name, version } = metadata.component;
    return `${group}/${name}@${version}`;
  });
  complain(
    readPublishedPackages(root)
      .map(({ manifest }) => `${manifest.name}@${manifest.version}`)
      .filter((name) => !described.includes(name))
      .map((name) => `There is no list of the parts of ${name}`),
  );
}

/**
 * Writes into each published package where its sources are, as a provenance statement asks for.
 *
 * @param root - The repository's folder.
 * @param address - The web address of the repository.
 */
export function nameRepository(root: string, address: string): void {
  for (const { folder, manifest } of readPublishedPackages(root)) {
    const repository = { type: "git", url: `git+${address}.git`, directory: folder };
    const text = JSON.stringify({ ...manifest, repository }, undefined, 2);
    writeFileSync(join(root, folder, "package.json"), `${text}\n`);
  }
}
