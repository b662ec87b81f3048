import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toMarkdownTable } from "./markdown-table.ts";

/** The order in which a newcomer meets the packages: what is used first, then what it is made of. */
const ORDER: readonly string[] = [
  "packages/cli",
  "packages/reporter",
  "packages/statement",
  "packages/ui",
  "packages/evidence",
  "packages/schedule",
  "packages/sources",
  "packages/ledger",
  "packages/ledger-postgres",
  "packages/adapters/*",
  "packages/core",
  "packages/http",
  "packages/clients/*",
  "packages/twins",
  "packages/conformance",
];

/**
 * Writes the table of the published packages, from their package.json files.
 *
 * @param root - The repository's folder.
 * @returns The Markdown table.
 * @throws Error When a published package is not in the order above.
 */
export function toPackagesTable(root: string): string {
  const listed = ORDER.flatMap((pattern) =>
    globSync(`${pattern}/package.json`, { cwd: root }).sort(),
  );
  const published = globSync("packages/{*,clients/*,adapters/*}/package.json", { cwd: root })
    .map((path) => ({ path, manifest: JSON.parse(readFileSync(join(root, path), "utf8")) }))
    .filter(({ manifest }) => manifest.private !== true);
  const missing = published.filter(({ path }) => !listed.includes(path));
  if (missing.length > 0) throw new Error(`${missing[0]?.path} has no place in packages-table.ts`);
  const rows = published
    .sort((one, other) => listed.indexOf(one.path) - listed.indexOf(other.path))
    .map(({ path, manifest }) => [
      `[\`${manifest.name}\`](${dirname(path)})`,
      String(manifest.description),
    ]);
  return toMarkdownTable([["package", "what it is"], ...rows]);
}
