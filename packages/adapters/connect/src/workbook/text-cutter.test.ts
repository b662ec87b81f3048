import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { type Piece, TextCutter } from "./text-cutter.ts";

const PIECE_BYTES = 131_072;
const WINDOW_BYTES = 32_768;

/** Cuts portions, and copies each piece before its memory is used again. */
function cut(portions: readonly string[]): readonly Piece[] {
  const cutter = new TextCutter();
  const pieces: Piece[] = [];
  const keep = (piece: Piece | undefined): void => {
    if (piece === undefined) return;
    pieces.push({ ...piece, content: piece.content.slice() });
    cutter.recycle(piece);
  };
  for (const portion of portions) keep(cutter.add(portion));
  keep(cutter.end());
  return pieces;
}

const joined = (pieces: readonly Piece[]): string =>
  Buffer.concat(pieces.map(({ content }) => content)).toString();

/** A text without repetitions of its length. */
const words = (length: number, sign = ""): string =>
  Array.from({ length }, (_, index) => `${index}${sign}`)
    .join(" ")
    .slice(0, length);

describe("TextCutter", () => {
  it.each([
    ["many short portions", Array.from({ length: 9_000 }, (_, index) => `row ${index} of many `)],
    ["a portion larger than any piece", [words(500_000)]],
    ["such a portion behind a short one", ["short ", words(500_000), " end"]],
    ["signs of three bytes", ["量", words(150_000, "量"), words(150_000, "量")]],
    ["signs of four bytes", ["a", "😀".repeat(100_000)]],
    ["pieces that are just full", [words(PIECE_BYTES - 1), "x", words(PIECE_BYTES), "x"]],
    ["nothing", []],
  ])("loses nothing of %s", (_, portions) => {
    const pieces = cut(portions);
    expect(joined(pieces) === portions.join("")).toBe(true);
    expect(pieces.map(({ isLast }) => isLast)).toEqual(
      pieces.map((_, at) => at + 1 === pieces.length),
    );
  });

  it("cuts as soon as a piece is full, and not before", () => {
    const sizes = (...portions: readonly string[]) =>
      cut(portions).map(({ content }) => content.length);
    expect(sizes(words(PIECE_BYTES - 1), "x")).toEqual([PIECE_BYTES, 0]);
    expect(sizes(words(PIECE_BYTES - 1))).toEqual([PIECE_BYTES - 1]);
  });

  it("tells with each piece the end of the one before it", () => {
    const pieces = cut(Array.from({ length: 60 }, (_, index) => words(7_000, `${index}`)));
    expect(pieces.length).toBeGreaterThan(2);
    pieces.forEach(({ dictionary }, index) => {
      const before = pieces[index - 1]?.content.slice(-WINDOW_BYTES);
      expect(dictionary === undefined ? undefined : Buffer.from(dictionary)).toEqual(
        before === undefined ? undefined : Buffer.from(before),
      );
    });
  });

  it("says how much waits for its piece", () => {
    const cutter = new TextCutter();
    cutter.add("量");
    expect(cutter.pendingBytes).toBe(3);
    cutter.end();
    expect(cutter.pendingBytes).toBe(0);
  });
});
