import type { Manifest, WorkspacePackage } from "../../checks/src/repository.ts";

/** Kinds of dependencies that a user of a package gets as well. */
const KINDS = ["dependencies", "peerDependencies", "optionalDependencies"] as const;

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
export function isClient(one: WorkspacePackage): boolean {
  return one.folder.startsWith("packages/clients/");
}
