import { UnsupportedOperationError } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allOfRql, anyOfRql, compareRql, equalRql, orderRql } from "./rql.ts";

/** A value as the grammar of RQL has it: in quotes without that quote inside, or plain characters. */
const VALUE = String.raw`"[^"]*"|'[^']*'|[\w.:+@*\\ -]+`;

/** Reads `operator(property,value)` or `in(property,(value,…))` back, as the server does. */
function readFilter(encoded: string): { operator: string; property: string; values: string[] } {
  const text = decodeURIComponent(encoded);
  const single = new RegExp(`^(ne|ge|gt|le|lt)\\(([\\w.]+),(${VALUE})\\)$`, "s").exec(text);
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
  it("writes times plainly", () => {
    expect(compareRql("ge", "start_date", "2026-10-01T00:00:00Z")).toBe(
      "ge(start_date,2026-10-01T00%3A00%3A00Z)",
    );
  });

  it("encodes plus and space so that no form decoding can change them", () => {
    expect(compareRql("ne", "name", "a +b")).toBe("ne(name,%22a%20%2Bb%22)");
  });

  it("carries any value whole: nothing in it becomes syntax", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const encoded = compareRql("ne", "external_id", value);
        expect(encoded).not.toMatch(/[&#?\s"'<>]/);
        expect(readFilter(encoded)).toEqual({
          operator: "ne",
          property: "external_id",
          values: [value],
        });
      }),
      { seed: 20261001, numRuns: 1000, examples: [["x)&eq(id,y"], ["null()"], ["a,b"], ["+"]] },
    );
  });

  it.each(["both \" and '", "", "\ud800"])("refuses %j, which RQL cannot express", (value) => {
    expect(() => compareRql("ne", "name", value)).toThrow(UnsupportedOperationError);
  });
});

describe("equalRql", () => {
  it("writes ids plainly", () => {
    expect(equalRql("product.id", "PRD-276-377-545")).toBe("product.id=PRD-276-377-545");
  });

  it("quotes what the grammar would read otherwise", () => {
    expect(["t", "ge=1", "null()", "a,b"].map((value) => equalRql("id", value))).toEqual([
      "id=%22t%22",
      "id=%22ge%3D1%22",
      "id=%22null()%22",
      "id=%22a%2Cb%22",
    ]);
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
