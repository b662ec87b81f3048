import { UnsupportedOperationError } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allOfRql, anyOfRql, compareRql, orderRql } from "./rql.ts";

/** A value as the grammar of RQL has it: in quotes without that quote inside, or plain characters. */
const VALUE = String.raw`"[^"]*"|'[^']*'|[\w.:+@*\\ -]+`;

/** Reads `operator(property,value)` or `in(property,(value,…))` back, as the server does. */
function readFilter(encoded: string): { operator: string; property: string; values: string[] } {
  const text = decodeURIComponent(encoded);
  const single = new RegExp(`^(eq|ne|ge|gt|le|lt)\\(([\\w.]+),(${VALUE})\\)$`, "s").exec(text);
  const many = new RegExp(`^(in)\\(([\\w.]+),\\(((?:${VALUE})(?:,(?:${VALUE}))*)\\)\\)$`, "s").exec(
    text,
  );
  const [, operator = "", property = "", list = ""] = single ?? many ?? [];
  const values = [...list.matchAll(new RegExp(VALUE, "gs"))].map(([value]) =>
    /^["']/.test(value) ? value.slice(1, -1) : value,
  );
  return { operator, property, values };
}

const anyValue = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .filter((text) => text.isWellFormed() && !(text.includes('"') && text.includes("'")));

describe("compareRql", () => {
  it("writes ids and times plainly", () => {
    expect(compareRql("eq", "product.id", "PRD-276-377-545")).toBe(
      "eq(product.id,PRD-276-377-545)",
    );
    expect(compareRql("ge", "start_date", "2026-10-01T00:00:00Z")).toBe(
      "ge(start_date,2026-10-01T00%3A00%3A00Z)",
    );
  });

  it("encodes plus and space so that no form decoding can change them", () => {
    expect(compareRql("eq", "name", "a +b")).toBe("eq(name,%22a%20%2Bb%22)");
  });

  it("carries any value whole: nothing in it becomes syntax", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const encoded = compareRql("eq", "external_id", value);
        expect(encoded).not.toMatch(/[&#?\s"'<>]/);
        expect(readFilter(encoded)).toEqual({
          operator: "eq",
          property: "external_id",
          values: [value],
        });
      }),
      { seed: 20261001, numRuns: 1000, examples: [["x)&eq(id,y"], ["null()"], ["a,b"], ["+"]] },
    );
  });

  it.each(["both \" and '", "", "\ud800"])("refuses %j, which RQL cannot express", (value) => {
    expect(() => compareRql("eq", "name", value)).toThrow(UnsupportedOperationError);
  });
});

describe("anyOfRql", () => {
  it("uses in(...), because a bare comma list is a syntax error", () => {
    expect(anyOfRql("product.id", ["PRD-1", "PRD-2"])).toBe("in(product.id,(PRD-1,PRD-2))");
  });

  it("carries any values whole", () => {
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 1, maxLength: 5 }), (values) => {
        expect(readFilter(anyOfRql("asset.id", values)).values).toEqual(values);
      }),
      { seed: 20261001, numRuns: 500 },
    );
  });
});

describe("allOfRql", () => {
  it("joins filters and orderings", () => {
    expect(
      allOfRql([compareRql("ne", "status", "deleted"), orderRql(["-created_time", "status"])]),
    ).toBe("ne(status,deleted)&ordering(-created_time,status)");
  });
});
