import { describe, expect, it } from "vitest";
import { toPrintable } from "./printable.ts";

describe("toPrintable", () => {
  it("leaves letters of every script as they are", () => {
    expect(toPrintable('Zürich, "東京"')).toBe('Zürich, "東京"');
  });

  it("shows control characters instead of obeying them", () => {
    expect(toPrintable("\u001b[31mred\r\n\tnext\u009b")).toBe("\\u{1b}[31mred\\r\\n\\tnext\\u{9b}");
  });

  it("keeps the beginning and the end of a long text", () => {
    const text = toPrintable(`begin${"x".repeat(5_000_000)}end`);
    expect(text).toMatch(/^beginx+…\(4999608 more characters\)…x+end$/);
    expect(text.length).toBeLessThan(450);
  });
});
