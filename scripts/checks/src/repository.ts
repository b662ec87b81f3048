import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The root folder of this repository. */
export const repository: string = resolve(import.meta.dirname, "../../..");

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A package of the workspace. */
export interface WorkspacePackage {
  /** The folder, from the repository's root. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * Reads the packages that are published.
 *
 * @param root - The repository's folder.
 * @returns The packages under `packages/` that are not private, sorted by folder.
 */
export function readPublishedPackages(root: string): readonly WorkspacePackage[] {
  return globSync("packages/{*,clients/*,adapters/*}/package.json", { cwd: root })
    .sort()
    .map((path) => ({
      folder: dirname(path),
      manifest: JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest,
    }))
    .filter(({ manifest }) => manifest.private !== true);
}

/**
 * Lists the files that are, or would be, committed.
 *
 * @param root - A folder in a git work tree.
 * @returns Paths from that folder, without what git ignores and without what is deleted.
 */
export function listFiles(root: string): readonly string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  return execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)));
}
