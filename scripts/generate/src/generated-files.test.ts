import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkGenerated } from "./check-generated.ts";
import { writeGenerated } from "./write-generated.ts";

const folders = ["src/generated", "docs"];
const expected = new Map([
  ["src/generated/schema.ts", "export type A = string;\n"],
  ["src/generated/operations.ts", "export const operations = {};\n"],
  ["docs/README.md", "# Reference\n"],
]);

let packageFolder: string;

beforeEach(() => {
  packageFolder = mkdtempSync(join(tmpdir(), "usage-billing-check-"));
  writeGenerated(packageFolder, folders, expected);
});

afterEach(() => {
  rmSync(packageFolder, { recursive: true });
});

function check(typesOnly = false) {
  return checkGenerated({ packageFolder, folders, expected, typesOnly });
}

describe("checkGenerated", () => {
  it("finds nothing in a package that was just generated", () => {
    expect(check()).toEqual([]);
  });

  it("finds a file that was edited by one byte", () => {
    writeFileSync(join(packageFolder, "docs/README.md"), "# Reference \n");
    expect(check()).toEqual([{ path: "docs/README.md", kind: "changed" }]);
  });

  it("finds a file that is missing", () => {
    unlinkSync(join(packageFolder, "src/generated/operations.ts"));
    expect(check()).toEqual([{ path: "src/generated/operations.ts", kind: "missing" }]);
  });

  it("finds a file that no generator made, in a new folder too", () => {
    mkdirSync(join(packageFolder, "docs/old"));
    writeFileSync(join(packageFolder, "docs/old/page.md"), "# Old\n");
    expect(check()).toEqual([{ path: "docs/old/page.md", kind: "unexpected" }]);
  });

  it("looks at nothing but the types when only they could be made", () => {
    const types = new Map([["src/generated/schema.ts", "export type B = string;\n"]]);
    writeFileSync(join(packageFolder, "docs/README.md"), "edited");
    const options = { packageFolder, folders, expected: types, typesOnly: true };
    expect(checkGenerated(options)).toEqual([{ path: "src/generated/schema.ts", kind: "changed" }]);
  });
});

describe("writeGenerated", () => {
  it("removes what an earlier generation left", () => {
    writeFileSync(join(packageFolder, "docs/gone.md"), "# Gone\n");
    writeGenerated(packageFolder, folders, expected);
    expect(check()).toEqual([]);
  });
});
