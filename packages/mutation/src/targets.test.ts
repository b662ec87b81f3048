import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findTargets, TARGETS } from "./targets.ts";

const ROOT = join(import.meta.dirname, "../../..");

function filesOf(folder: string, globs: readonly string[]): readonly string[] {
  const files = globs.flatMap((glob) => globSync(glob, { cwd: join(ROOT, folder, "src") }));
  return files.filter((file) => !/__fixtures__|^conformance\.test/.test(file));
}

describe("TARGETS", () => {
  it.each([...new Set(TARGETS.map(({ folder }) => folder))])(
    "leave no source and no test of their own of %s out, and play none twice",
    (folder) => {
      const targets = TARGETS.filter((target) => target.folder === folder);
      for (const [kind, every] of [
        ["sources", "**/*.ts"],
        ["tests", "**/*.test.ts"],
      ] as const) {
        const known = targets.flatMap((target) => filesOf(folder, target[kind]));
        expect(known.toSorted()).toEqual(filesOf(folder, [every]).toSorted());
      }
    },
  );
});

describe("findTargets", () => {
  it("gives all when none is named", () => {
    expect(findTargets([])).toEqual(TARGETS);
  });

  it("gives every part of a package, or one of them", () => {
    const names = (...asked: string[]) => findTargets(asked).map(({ name }) => name);
    expect(names("connect")).toEqual([
      "connect-api",
      "connect-channel",
      "connect-refusals",
      "connect-workbook",
    ]);
    expect(names("http", "connect-api")).toEqual(["http", "connect-api"]);
  });

  it("names those there are when it does not know one", () => {
    expect(() => findTargets(["cor"])).toThrow(/'cor'.*core, http, rebilly/);
  });
});
