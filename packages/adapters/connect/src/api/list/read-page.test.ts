import { describe, expect, it } from "vitest";
import { readPage } from "./read-page.ts";

const totalOf = (range: string | undefined): number | undefined =>
  readPage(
    [],
    new Response("[]", range === undefined ? {} : { headers: { "Content-Range": range } }),
  ).total;

describe("readPage", () => {
  it.each([
    ["items 0-99/1234", 1234],
    ["items 0-0/0", 0],
    ["items 40-40/40", 40],
    ["items 0-99/*", undefined],
    ["items 0-99/12 ", 12],
    ["items 0-99/12 of many", undefined],
    [undefined, undefined],
  ])("reads the total of %s", (range, total) => {
    expect(totalOf(range)).toBe(total);
  });
});
