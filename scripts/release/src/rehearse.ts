import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tryPackages } from "./consumer/try-packages.ts";
import { judgeChangelog } from "./judge-changelog.ts";
import { judgeTarball } from "./judge-tarball.ts";
import { judgeVersions } from "./judge-versions.ts";
import { readPackages } from "./packages.ts";
import type { LocalRegistry } from "./registry/local-registry.ts";
import { run } from "./run.ts";
import { readTarball } from "./tarball.ts";

/** Where a release is rehearsed. */
export interface Rehearsal {
  /** A copy of the repository, which is changed. */
  readonly copy: string;
  readonly registry: LocalRegistry;
}

/** A part of a release: it throws when something is wrong, and says what it did. */
export interface Step {
  readonly name: string;
  perform(rehearsal: Rehearsal, report: (done: string) => void): Promise<void>;
}

function complain(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

async function moveVersions({ copy }: Rehearsal): Promise<void> {
  await run(["pnpm", "exec", "changeset", "version"], { cwd: copy });
  const left = globSync(".changeset/*.md", { cwd: copy }).filter((path) => !/README/.test(path));
  const packages = readPackages(copy);
  const rules = JSON.parse(readFileSync(join(copy, ".changeset/config.json"), "utf8"));
  complain([
    ...left.map((path) => `${path} was not used`),
    ...judgeVersions(packages, rules),
    ...packages.flatMap(({ folder, manifest }) => {
      const path = join(copy, folder, "CHANGELOG.md");
      return judgeChangelog(manifest, existsSync(path) ? readFileSync(path, "utf8") : undefined);
    }),
  ]);
}

async function build({ copy }: Rehearsal): Promise<void> {
  const turbo = ["pnpm", "exec", "turbo", "run", "build"] as const;
  const filters = readPackages(copy).map(({ manifest }) => `--filter=${manifest.name}`);
  await run([...turbo, "--output-logs=errors-only", ...filters], { cwd: copy });
}

async function describeParts({ copy }: Rehearsal): Promise<void> {
  const filters = readPackages(copy).map(({ manifest }) => `--filter=${manifest.name}`);
  const format = ["--sbom-format", "cyclonedx", "--prod", "--split", "--lockfile-only"] as const;
  await run(["pnpm", ...filters, "sbom", ...format, "--out", "sbom/%s.json"], { cwd: copy });
  const files = globSync("sbom/*.json", { cwd: copy });
  const parts = files.map((path) => JSON.parse(readFileSync(join(copy, path), "utf8")));
  const described = parts.map(({ metadata }) => {
    const { group, name, version } = metadata.component;
    return `${group}/${name}@${version}`;
  });
  complain(
    readPackages(copy)
      .map(({ manifest }) => `${manifest.name}@${manifest.version}`)
      .filter((name) => !described.includes(name))
      .map((name) => `There is no list of the parts of ${name}`),
  );
}

async function publish({ copy, registry }: Rehearsal, report: (done: string) => void) {
  const env = { npm_config_registry: registry.url, pnpm_config_registry: registry.url };
  await run(["pnpm", "exec", "changeset", "publish", "--no-git-tag"], { cwd: copy, env });
  const { publications } = registry;
  complain(
    readPackages(copy).flatMap(({ manifest: { name, version } }) => {
      const published = publications.get(name);
      if (published?.manifest.version !== version) return [`${name} ${version} was not published`];
      return published.access === "public" ? [] : [`${name} would not be public`];
    }),
  );
  report(`published ${publications.size} packages`);
}

async function judgeContents({ registry }: Rehearsal): Promise<void> {
  const problems: string[] = [];
  for (const { tarball } of registry.publications.values()) {
    problems.push(...judgeTarball(await readTarball(tarball)));
  }
  complain(problems);
}

function tryWith(compiler: string): Step["perform"] {
  return async ({ registry }, report) => {
    const manifests = [...registry.publications.values()].map(({ manifest }) => manifest);
    const tools = { typescript: compiler, "@types/node": "^24" };
    await tryPackages({ registry: registry.url, manifests, tools }, report);
  };
}

/** The parts of a release, in their order; each needs those before it. */
export const STEPS: readonly Step[] = [
  { name: "move the versions", perform: moveVersions },
  { name: "build", perform: build },
  { name: "list the parts of each package", perform: describeParts },
  { name: "publish", perform: publish },
  { name: "look into the packages", perform: judgeContents },
  { name: "use them with TypeScript 5.9", perform: tryWith("~5.9") },
  { name: "use them with TypeScript 7", perform: tryWith("^7") },
];
