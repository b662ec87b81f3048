import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Generated files: their paths from the package's folder, with their text. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** One file that is not what the generators make. */
export interface Difference {
  readonly path: string;
  readonly kind: "changed" | "missing" | "unexpected";
}

/**
 * Reads everything that lies in the generated folders of a package.
 *
 * @param packageFolder - Absolute path of the package.
 * @param folders - Its generated folders.
 * @returns The files, new and uncommitted ones included.
 */
export function readGenerated(packageFolder: string, folders: readonly string[]): GeneratedFiles {
  const files = new Map<string, string>();
  for (const folder of folders) {
    const entries = globSync(`${folder}/**`, { cwd: packageFolder, withFileTypes: true });
    for (const entry of entries.filter((found) => found.isFile())) {
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(packageFolder.length + 1), readFileSync(path, "utf8"));
    }
  }
  return files;
}

/**
 * Compares what the generators make with what a package holds.
 *
 * @param expected - What the generators make.
 * @param actual - What the package holds.
 * @returns Every file that differs by a byte, is missing, or should not be there; sorted by path.
 */
export function compareGenerated(expected: GeneratedFiles, actual: GeneratedFiles): Difference[] {
  const differences: Difference[] = [];
  for (const [path, text] of expected) {
    const found = actual.get(path);
    if (found === undefined) differences.push({ path, kind: "missing" });
    else if (found !== text) differences.push({ path, kind: "changed" });
  }
  for (const path of actual.keys()) {
    if (!expected.has(path)) differences.push({ path, kind: "unexpected" });
  }
  return differences.sort((one, other) => one.path.localeCompare(other.path, "en"));
}
