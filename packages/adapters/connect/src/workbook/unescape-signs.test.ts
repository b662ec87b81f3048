import { describe, expect, it } from "vitest";
import { unescapeSigns } from "./unescape-signs.ts";

describe("unescapeSigns", () => {
  it.each([
    ["plain", "plain"],
    ["a_x000D_b", "a\rb"],
    ["_x005F_x0041_", "_x0041_"],
    ["item_x1", "item_x1"],
    ["_x00g0_", "_x00g0_"],
  ])("reads %j as %j", (text, meant) => {
    expect(unescapeSigns(text)).toBe(meant);
  });
});
