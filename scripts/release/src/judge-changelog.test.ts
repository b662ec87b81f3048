import { expect, it } from "vitest";
import { judgeChangelog } from "./judge-changelog.ts";

const MANIFEST = { name: "core", version: "0.2.0" };

it("is content with the users' words under the new version", () => {
  const text = "# core\n\n## 0.2.0\n\n### Minor Changes\n\n- Report usage exactly.\n";
  expect(judgeChangelog(MANIFEST, text)).toEqual([]);
});

it("misses the file and the version", () => {
  expect(judgeChangelog(MANIFEST, undefined)).toEqual(["core has no CHANGELOG.md"]);
  expect(judgeChangelog(MANIFEST, "# core\n\n## 0.1.0\n")).toEqual([
    "core: CHANGELOG.md does not tell of 0.2.0",
  ]);
});

it("names lines that speak of commits", () => {
  const text = "## 0.2.0\n\n- 156a6c1: Report usage.\n- Updated dependencies [156a6c1]\n";
  expect(judgeChangelog(MANIFEST, text)).toEqual([
    'core: CHANGELOG.md says "- 156a6c1: Report usage."',
    'core: CHANGELOG.md says "- Updated dependencies [156a6c1]"',
  ]);
});
