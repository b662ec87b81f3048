import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Manifest } from "../../../checks/src/repository.ts";
import { run } from "../run.ts";

/** A package of others that this repository has installed. */
export interface InstalledPackage {
  readonly manifest: Manifest;
  /** Makes the tarball of it. */
  pack(): Promise<Uint8Array>;
}

/** The installed packages of one name. */
export type FindInstalled = (name: string) => readonly InstalledPackage[];

async function pack(folder: string): Promise<Uint8Array> {
  const scratch = mkdtempSync(join(tmpdir(), "installed-"));
  try {
    const filter = (source: string) =>
      basename(source) !== "node_modules" || basename(dirname(source)) === "node_modules";
    cpSync(folder, join(scratch, "package"), { recursive: true, dereference: true, filter });
    await run(["tar", "-czf", "package.tgz", "package"], { cwd: scratch });
    return readFileSync(join(scratch, "package.tgz"));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * Finds the packages of others as they lie in the repository's own `node_modules`, so that they
 * can be handed out again without a network.
 *
 * @param root - The repository's folder, installed by pnpm.
 * @returns A function that gives every installed version of a package.
 */
export function findInstalledIn(root: string): FindInstalled {
  const store = join(root, "node_modules/.pnpm");
  return (name) => {
    const start = name.replace("/", "+");
    const manifests = globSync(`${start}@*/node_modules/${name}/package.json`, { cwd: store });
    const versions = manifests.map((path) => {
      const manifest = JSON.parse(readFileSync(join(store, path), "utf8")) as Manifest;
      return [
        manifest.version,
        { manifest, pack: () => pack(dirname(join(store, path))) },
      ] as const;
    });
    return [...new Map(versions).values()];
  };
}
