import { describe, expect, it } from "vitest";
import { adviseVersion } from "./report-drift.ts";

describe("adviseVersion", () => {
  it.each([
    ["major", ["safe", "breaking"]],
    ["minor", ["undocumented", "safe"]],
    ["patch", ["undocumented"]],
    ["none", []],
  ] as const)("is %s for %j", (advice, kinds) => {
    expect(adviseVersion(kinds.map((kind) => ({ kind })))).toBe(advice);
  });
});
