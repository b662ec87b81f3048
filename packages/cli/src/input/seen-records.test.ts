import { hash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SeenRecords } from "./seen-records.ts";

describe("SeenRecords", () => {
  it("knows every id again, and no other, while it grows", () => {
    const seen = new SeenRecords();
    const ids = Array.from({ length: 20_000 }, (_, index) =>
      index % 2 === 0 ? hash("sha256", String(index), "hex").slice(0, 32) : `id ${index}`,
    );
    for (const [index, id] of ids.entries()) {
      expect(seen.has(id)).toBe(false);
      expect(seen.add(id, { file: `f${index >> 12}`, line: index + 2 })).toBeUndefined();
      expect(seen.has(id)).toBe(true);
    }
    for (const [index, id] of ids.entries()) {
      expect(seen.add(id, { file: "again", line: 1 })).toEqual({
        file: `f${index >> 12}`,
        line: index + 2,
      });
    }
  });
});
