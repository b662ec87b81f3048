import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { escapeXml } from "./escape-xml.ts";
import { InvalidCellError } from "./invalid-cell-error.ts";

function readXml(xml: string): string {
  let read = "";
  const parser = new SaxesParser();
  parser.on("text", (text) => {
    read += text;
  });
  parser.write(`<t>${xml}</t>`).close();
  return read;
}

describe("escapeXml", () => {
  it("escapes what XML gives a meaning to", () => {
    expect(escapeXml(`<a href="x">&amp;</a>`)).toBe(
      "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;",
    );
  });

  it.each(["\u0000", "a\nb", "tab\t", "\u007f", "\u0085", "\ud800", "\ufffe", "\uffff", "_x000D_"])(
    "refuses %j, which a workbook cannot carry",
    (text) => {
      expect(() => escapeXml(text)).toThrow(InvalidCellError);
    },
  );

  it.each([
    [`a\nb${"c".repeat(90)}`, `control character or broken Unicode: "a\\nb${"c".repeat(77)}"`],
    [
      `_x000D_${"c".repeat(90)}`,
      `hexadecimal digits, which is read as one character: _x000D_${"c".repeat(73)}`,
    ],
  ])("shows no more than eighty characters of %j", (text, words) => {
    expect(() => escapeXml(text)).toThrow(new RegExp(`${RegExp.escape(words)}$`));
  });

  it("refuses a text that is too long for a cell", () => {
    expect(escapeXml("x".repeat(32_767))).toHaveLength(32_767);
    expect(() => escapeXml("x".repeat(32_768))).toThrow("a cell takes 32767");
  });

  it("writes any text that it takes so that it is read back the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        let xml: string;
        try {
          xml = escapeXml(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidCellError);
          expect(text).toMatch(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]|_x[0-9a-f]{4}_/iu);
          return;
        }
        expect(readXml(xml)).toBe(text);
      }),
      { seed: 20261001, numRuns: 400 },
    );
  });
});
