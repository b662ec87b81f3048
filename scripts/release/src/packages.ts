import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Kinds of dependencies that a user of a package gets as well. */
const KINDS = ["dependencies", "peerDependencies", "optionalDependencies"] as const;

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A package that is published. */
export interface PublishedPackage {
  /** The folder, from the repository's root. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * Reads the packages that are published.
 *
 * @param root - The repository's folder.
 * @returns The packages that are not private, sorted by folder.
 */
export function readPackages(root: string): readonly PublishedPackage[] {
  return globSync("packages/{*,clients/*,adapters/*}/package.json", { cwd: root })
    .sort()
    .map((path) => ({
      folder: dirname(path),
      manifest: JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest,
    }))
    .filter(({ manifest }) => manifest.private !== true);
}

/**
 * Lists what a user of a package installs with it.
 *
 * @param manifest - Its package.json.
 * @returns Names and ranges.
 */
export function dependenciesOf(manifest: Manifest): readonly (readonly [string, string])[] {
  return KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
}

/**
 * Says whether a package is generated from a document, so that its version follows that document.
 *
 * @param one - The package.
 * @returns Whether it is a client.
 */
export function isClient(one: PublishedPackage): boolean {
  return one.folder.startsWith("packages/clients/");
}
