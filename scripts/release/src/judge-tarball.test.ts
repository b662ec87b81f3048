import { expect, it } from "vitest";
import { judgeTarball } from "./judge-tarball.ts";

const MANIFEST = { name: "core", version: "0.2.0", dependencies: { undici: "8.12.4" } };

const GOOD: Readonly<Record<string, string>> = {
  "CHANGELOG.md": "",
  LICENSE: "",
  "README.md": "",
  "package.json": JSON.stringify(MANIFEST),
  "dist/index.js": "export const a = 1;\n//# sourceMappingURL=index.js.map\n",
  "dist/index.js.map": JSON.stringify({ sources: ["../src/index.ts"] }),
  "src/index.ts": "export const a = 1;\n",
};

function judge(changes: Readonly<Record<string, string>>, without = "") {
  const files = Object.entries({ ...GOOD, ...changes }).filter(([path]) => path !== without);
  return judgeTarball(new Map(files));
}

it("is content with a package that holds what it names", () => {
  expect(judge({})).toEqual([]);
});

it("misses what readers look for", () => {
  expect(judge({}, "LICENSE")).toEqual(["core: LICENSE is missing"]);
});

it.each(["src/a.test.ts", "dist/__fixtures__/a.js", "test/a.ts", "src/a.test-d.ts"])(
  "finds %s",
  (path) => {
    expect(judge({ [path]: "" })).toEqual([`core: ${path} is packed`]);
  },
);

it("finds a source map whose source is not packed", () => {
  expect(judge({}, "src/index.ts")).toEqual([
    "core: dist/index.js.map points to ../src/index.ts, which is not packed",
  ]);
});

it("finds a file whose source map is not packed", () => {
  expect(judge({}, "dist/index.js.map")).toEqual([
    "core: dist/index.js names index.js.map, which is not packed",
  ]);
});

it("finds a dependency that only this repository can resolve", () => {
  const manifest = { ...MANIFEST, peerDependencies: { http: "workspace:^" } };
  expect(judge({ "package.json": JSON.stringify(manifest) })).toEqual([
    "core: depends on http workspace:^",
  ]);
});
