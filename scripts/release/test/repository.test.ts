import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { readPublishedPackages } from "../../checks/src/repository.ts";
import { judgeVersions } from "../src/judge-versions.ts";

const root = resolve(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const workflow = read(".github/workflows/release.yml");

it("versions every published package with the right others", () => {
  const packages = readPublishedPackages(root);
  expect(packages.length).toBeGreaterThan(10);
  expect(judgeVersions(packages, JSON.parse(read(".changeset/config.json")))).toEqual([]);
});

it("runs no action in the release workflow but by its full commit", () => {
  const actions = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = ""]) => action);
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

it("signs what the release workflow publishes, and gives the right to sign to that job alone", () => {
  const [before = "", publish = ""] = workflow.split("\n  publish:\n");
  expect(publish).toContain('PNPM_CONFIG_PROVENANCE: "true"');
  expect(publish).toContain("id-token: write");
  expect(before).not.toContain("id-token");
});
