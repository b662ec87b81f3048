import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { toPackagesTable } from "./packages-table.ts";

/** A repository of these packages: folder and further fields of the manifest. */
function createRepository(packages: Readonly<Record<string, object>>): string {
  const root = mkdtempSync(join(tmpdir(), "packages-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [folder, fields] of Object.entries(packages)) {
    mkdirSync(join(root, folder), { recursive: true });
    const manifest = { name: folder, description: `About ${folder}.`, ...fields };
    writeFileSync(join(root, folder, "package.json"), JSON.stringify(manifest));
  }
  return root;
}

it("lists what is published, what is used first at the top", () => {
  const root = createRepository({
    "packages/benchmarks": { private: true },
    "packages/core": {},
    "packages/adapters/rebilly": {},
    "packages/cli": {},
  });
  const names = [...toPackagesTable(root).matchAll(/^\| \[`(.+)`\]\((.+)\)/gm)];
  expect(names.map(([, name, link]) => [name, link])).toEqual([
    ["packages/cli", "packages/cli"],
    ["packages/adapters/rebilly", "packages/adapters/rebilly"],
    ["packages/core", "packages/core"],
  ]);
});

it("refuses a published package that has no place yet", () => {
  const root = createRepository({ "packages/stranger": {} });
  expect(() => toPackagesTable(root)).toThrow("packages/stranger/package.json has no place");
});
