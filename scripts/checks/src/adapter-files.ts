import { globSync } from "node:fs";
import { join } from "node:path";

/** One file for each thing that a channel does, under the same name in every adapter. */
const FILES: readonly string[] = [
  "index.ts",
  "*-channel.ts",
  "capabilities.ts",
  "check.ts",
  "plan.ts",
  "send.ts",
  "settle.ts",
  "follow.ts",
  "list.ts",
  "retract.ts",
  "correct.ts",
];

/**
 * Finds adapters that lack a file which every adapter has.
 *
 * @param root - The repository's folder.
 * @returns One line for each missing file.
 */
export function findMissingAdapterFiles(root: string): readonly string[] {
  return globSync("packages/adapters/*", { cwd: root })
    .sort()
    .flatMap((folder) =>
      FILES.filter((file) => globSync(file, { cwd: join(root, folder, "src") }).length === 0).map(
        (file) => `${folder}/src/${file} is missing; every adapter has the same files`,
      ),
    );
}
