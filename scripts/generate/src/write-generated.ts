import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GeneratedFiles } from "./generated-files.ts";

/**
 * Replaces everything in a package's generated folders.
 *
 * @param packageFolder - Absolute path of the package.
 * @param folders - Its generated folders; what else lies in them is removed.
 * @param files - What to write.
 */
export function writeGenerated(
  packageFolder: string,
  folders: readonly string[],
  files: GeneratedFiles,
): void {
  for (const folder of folders) {
    rmSync(join(packageFolder, folder), { recursive: true, force: true });
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(packageFolder, path)), { recursive: true });
    writeFileSync(join(packageFolder, path), text);
  }
}
