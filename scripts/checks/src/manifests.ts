import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

const LICENSE = "MIT";

/** The order in which a reader looks for things in a package.json. */
const ORDER: readonly string[] = [
  "name",
  "version",
  "private",
  "description",
  "keywords",
  "license",
  "author",
  "homepage",
  "repository",
  "bugs",
  "type",
  "sideEffects",
  "imports",
  "exports",
  "files",
  "bin",
  "packageManager",
  "engines",
  "publishConfig",
  "scripts",
  "dependencies",
  "peerDependencies",
  "peerDependenciesMeta",
  "devDependencies",
];

/** What every published package says of itself. */
const PUBLISHED: readonly string[] = [
  "description",
  "sideEffects",
  "exports",
  "files",
  "engines",
  "publishConfig",
];

function judgeOrder(keys: readonly string[]): readonly string[] {
  const unknown = keys.filter((key) => !ORDER.includes(key));
  if (unknown.length > 0) return [`has unknown fields: ${unknown.join(", ")}`];
  const sorted = [...keys].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
  const index = keys.findIndex((key, position) => key !== sorted[position]);
  return index === -1 ? [] : [`has ${keys[index]} where ${sorted[index]} should be`];
}

function judgePublished(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  if (manifest["private"] === true) return [];
  const missing = PUBLISHED.filter((field) => !(field in manifest));
  const exported = Object.keys((manifest["exports"] ?? {}) as object);
  return [
    ...missing.map((field) => `has no ${field}`),
    ...exported.filter((path) => path.includes("*")).map((path) => `exports "${path}"`),
  ];
}

function judge(root: string, file: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(root, file), "utf8"));
  const license = manifest.license === LICENSE ? [] : [`has no "license": "${LICENSE}"`];
  return [...license, ...judgeOrder(Object.keys(manifest)), ...judgePublished(manifest)].map(
    (problem) => `${file} ${problem}`,
  );
}

/**
 * Finds package.json files that break the conventions: licence, order of fields, what is published.
 *
 * @param root - The repository's folder.
 * @param files - Paths of its files.
 * @returns One line for each problem.
 */
export function findManifestProblems(root: string, files: readonly string[]): readonly string[] {
  const license = files.includes("LICENSE") ? [] : ["LICENSE is missing"];
  const manifests = files.filter((file) => basename(file) === "package.json");
  return [...license, ...manifests.flatMap((file) => judge(root, file))];
}
