import { expect, it } from "vitest";
import { judgeVersions } from "./judge-versions.ts";

const CORE = { folder: "packages/core", manifest: { name: "core", version: "0.2.0" } };
const HTTP = { folder: "packages/http", manifest: { name: "http", version: "0.2.0" } };
const CLIENT = { folder: "packages/clients/a", manifest: { name: "a-client", version: "0.1.4" } };

it("is content when the written packages share a version and a client has its own", () => {
  expect(judgeVersions([CORE, HTTP, CLIENT], { fixed: [["core", "http"]] })).toEqual([]);
});

it("names a package that nobody put among those that share a version", () => {
  expect(judgeVersions([CORE, HTTP], { fixed: [["core"]] })).toEqual([
    "http is not among the packages that share a version",
  ]);
});

it("names versions that came apart", () => {
  const other = { ...HTTP, manifest: { name: "http", version: "0.1.9" } };
  expect(judgeVersions([CORE, other], { fixed: [["core", "http"]] })).toEqual([
    "The packages that share a version have 0.2.0, 0.1.9",
  ]);
});

it("names a client that would follow the others instead of its document", () => {
  expect(judgeVersions([CORE, CLIENT], { fixed: [["core", "a-client"]] })).toEqual([
    "a-client would not follow its own document",
  ]);
});

it("names what shares a version and is gone", () => {
  expect(judgeVersions([CORE], { fixed: [["core", "gone"]] })).toEqual([
    "gone shares a version but is not published",
  ]);
});

it("wants exactly one group", () => {
  expect(judgeVersions([CORE], { fixed: [["core"], []] })).toEqual([
    "2 groups share a version, not 1",
  ]);
});
