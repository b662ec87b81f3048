import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findMissingLine, readGuideBlocks } from "../src/guide-blocks.ts";
import { makeTemporaryCopy, runCommand } from "./temporary-copy.ts";

const guide = readFileSync(
  resolve(import.meta.dirname, "../../../docs/adding-a-channel.md"),
  "utf8",
);
const blocks = readGuideBlocks(guide);

/** The lines of a file of the guide that are not blank. */
function linesOf(path: string): number {
  const block = blocks.find((one) => one.kind === "file" && one.path.endsWith(path));
  return block?.kind === "file" ? block.text.split("\n").filter(Boolean).length : Number.NaN;
}

describe("the guide to a further channel", () => {
  it("has eight steps, each with a command", () => {
    const [, ...steps] = guide.split(/^## /m);
    expect(steps.map((step) => Number.parseInt(step, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const step of steps) expect(step).toContain("```console\n$ ");
  });

  it("has an adapter of at most 200 lines", () => {
    const lines = ["capabilities.ts", "meterwell-api.ts", "meterwell-channel.ts"].map(linesOf);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(200);
  });

  it("works as it is shown: its files compile, its commands print what it says", () => {
    const root = makeTemporaryCopy();
    for (const block of blocks) {
      if (block.kind === "file") {
        mkdirSync(dirname(join(root, block.path)), { recursive: true });
        writeFileSync(join(root, block.path), block.text);
        continue;
      }
      const { output } = runCommand(root, block.command);
      const missing = findMissingLine(block.output, output);
      expect({ command: block.command, missing, output: missing && output }).toEqual({
        command: block.command,
        missing: undefined,
        output: undefined,
      });
    }
  });
});
