import { globSync, readFileSync } from "node:fs";
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
  "conformance.test.ts",
];

/** What an adapter needs to be held to the kit is a few lines; more would be a kit of its own. */
const KIT_LINES = 25;

/**
 * Finds adapters whose test by the conformance kit is not a few lines.
 *
 * @param root - The repository's folder.
 * @returns One line for each test that takes more.
 */
export function findLongKitTests(root: string): readonly string[] {
  return globSync("packages/adapters/*/src/conformance.test.ts", { cwd: root })
    .sort()
    .flatMap((file) => {
      const lines = readFileSync(join(root, file), "utf8").trimEnd().split("\n").length;
      if (lines < KIT_LINES) return [];
      return [`${file} has ${lines} lines; the kit takes fewer than ${KIT_LINES}`];
    });
}

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
