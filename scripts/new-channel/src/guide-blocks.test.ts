import { describe, expect, it } from "vitest";
import { findMissingLine, readGuideBlocks } from "./guide-blocks.ts";

const guide = [
  "Text",
  "```ts src/a.ts",
  "export const a = 1;",
  "```",
  "```ts",
  "not a file",
  "```",
  "```console",
  "$ pnpm run a",
  "done",
  "```",
].join("\n");

describe("the blocks of a guide", () => {
  it("are files and commands, in their order", () => {
    expect(readGuideBlocks(guide)).toEqual([
      { kind: "file", path: "src/a.ts", text: "export const a = 1;\n" },
      { kind: "command", command: "pnpm run a", output: ["done"] },
    ]);
  });
});

describe("what a guide shows of a command", () => {
  it.each([
    ["is all of it", ["a", "b"], "a\n\nb\n"],
    ["leaves lines out", ["a", "…", "c", "…"], "a\nb\nc\nd"],
    ["has no times, colours and blanks", ["Done in N"], "\u001b[32mDone   in\u001b[0m 3.25ms"],
    ["is nothing", [], "\n"],
  ])("%s", (_what, shown, printed) => {
    expect(findMissingLine(shown, printed)).toBeUndefined();
  });

  it.each([
    ["a line that is not there", ["…", "c", "…"], "a\nb", "c"],
    ["lines in another order", ["b", "a"], "a\nb", "b"],
    ["less than was printed", ["a"], "a\nb", "b"],
  ])("is wrong with %s", (_what, shown, printed, missing) => {
    expect(findMissingLine(shown, printed)).toBe(missing);
  });
});
