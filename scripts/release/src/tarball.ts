import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.ts";

/** The files of a package as it is published: their texts by their paths in it. */
export type PackedFiles = ReadonlyMap<string, string>;

/**
 * Reads what a tarball of a package holds.
 *
 * @param tarball - The bytes of the tarball.
 * @returns Its files.
 */
export async function readTarball(tarball: Uint8Array): Promise<PackedFiles> {
  const folder = mkdtempSync(join(tmpdir(), "tarball-"));
  try {
    writeFileSync(join(folder, "package.tgz"), tarball);
    await run(["tar", "-xzf", "package.tgz"], { cwd: folder });
    const packed = join(folder, "package");
    const paths = globSync("**/*", { cwd: packed, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return new Map(
      paths.map((path) => [
        path.slice(packed.length + 1).replaceAll("\\", "/"),
        readFileSync(path, "utf8"),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
