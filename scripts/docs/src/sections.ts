import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { toChannelsTable } from "./channels-table.ts";
import { countCorrections, toCorrectionsTable } from "./corrections-table.ts";
import { toErrorsTable } from "./errors-table.ts";
import type { Section } from "./fill-generated.ts";
import { toPackagesTable } from "./packages-table.ts";
import { toRefusalsTable } from "./refusals-table.ts";

/** A file of the repository as a block of code. */
function toCodeBlock(root: string, file: string): string {
  const language = extname(file).slice(1);
  return `\`\`\`${language}\n${readFileSync(join(root, file), "utf8").trimEnd()}\n\`\`\``;
}

/**
 * Names everything that can stand between generated markers.
 *
 * @param root - The repository's folder.
 * @returns The sections by name.
 */
export function createSections(root: string): Readonly<Record<string, Section>> {
  return {
    channels: toChannelsTable,
    corrections: toCorrectionsTable,
    "corrections-count": countCorrections,
    errors: () => toErrorsTable(root),
    file: (path) => toCodeBlock(root, path),
    packages: () => toPackagesTable(root),
    refusals: toRefusalsTable,
  };
}
