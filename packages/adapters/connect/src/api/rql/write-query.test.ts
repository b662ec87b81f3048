import { UnsupportedOperationError } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NULL, type Parsed, parseRql } from "../../__fixtures__/parse-rql.ts";
import type { Condition, Filter } from "./filter.ts";
import { filterable, type ListName, lookupSets } from "./filterable.ts";
import { whereOf } from "./where.ts";
import { writeQuery } from "./write-query.ts";

const where = whereOf("files");
const write = (filter: Filter<"files">): string => writeQuery("files", { filter }).join("&");

const anyValue = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .filter((text) => text.isWellFormed() && !(text.includes('"') && text.includes("'")));

/** What a condition means, told without writing it. */
function meaningOf(condition: Condition): Parsed {
  switch (condition.kind) {
    case "comparison":
      return {
        operator: condition.lookup,
        property: condition.property,
        value: condition.value,
      };
    case "choice":
      return {
        operator: condition.lookup,
        property: condition.property,
        values: condition.values,
      };
    case "absence": {
      const operator = condition.isAbsent ? "eq" : "ne";
      return { operator, property: condition.property, value: NULL };
    }
    case "not":
      return { operator: "not", parts: [meaningOf(condition.filter)] };
    default: {
      const parts = condition.filters.map(meaningOf);
      return parts[0] !== undefined && parts.length === 1
        ? parts[0]
        : { operator: condition.kind, parts };
    }
  }
}

const conditions = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant("comparison" as const),
      lookup: fc.constantFrom("eq" as const, "ne" as const),
      property: fc.constantFrom("name", "external_id", "product.id"),
      value: anyValue,
    }),
    fc.record({
      kind: fc.constant("choice" as const),
      lookup: fc.constantFrom("in" as const, "out" as const),
      property: fc.constant("id"),
      values: fc.array(anyValue, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant("absence" as const),
      property: fc.constant("external_id"),
      isAbsent: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("not" as const), filter: tie("condition") }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      filters: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).condition;

/** At the top a query means that all of its parts hold. */
function topOf(condition: Condition): readonly Parsed[] {
  return condition.kind === "and" ? condition.filters.flatMap(topOf) : [meaningOf(condition)];
}

describe("a filter", () => {
  it("is read back as what was meant, whatever its values and however it is nested", () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const query = write(condition);
        expect(query).not.toMatch(/[#?\s"'<>]/);
        expect(parseRql(query)).toEqual(topOf(condition));
      }),
      { seed: 20261001, numRuns: 2000 },
    );
  });

  it.each([
    "x)&eq(id,y",
    "null()",
    "a,b",
    "+",
    "t",
    "ge=1",
    'a"&limit=1',
    "'),or(id,'1",
    "%29%26",
    "a&search=b",
    "*",
    "\n",
  ])("cannot be broken out of by %j", (value) => {
    expect(parseRql(write(where.eq("name", value)))).toEqual([
      { operator: "eq", property: "name", value },
    ]);
    expect(parseRql(write(where.not(where.in("id", [value, "b"]))))).toEqual([
      { operator: "not", parts: [{ operator: "in", property: "id", values: [value, "b"] }] },
    ]);
  });

  it.each([
    ["both \" and '", "it holds both kinds of quotes"],
    ["", "it is empty or broken Unicode"],
    ["\ud800", "it is empty or broken Unicode"],
  ])("refuses %j, which RQL cannot express, and says why", (value, reason) => {
    const message = `Connect cannot filter by ${JSON.stringify(value)}: ${reason}`;
    expect(() => write(where.ne("name", value))).toThrow(new UnsupportedOperationError(message));
  });

  it("writes ids plainly, as a parameter that the API declares", () => {
    const filter = where.and(
      where.eq("product.id", "PRD-276-377-545"),
      where.ne("status", "deleted"),
    );
    expect(write(filter)).toBe("product.id=PRD-276-377-545&ne(status,deleted)");
  });

  it("writes instants in UTC and encodes plus and space so that no form decoding can change them", () => {
    expect(write(where.ge("created.at", Date.UTC(2026, 9, 1)))).toBe(
      "ge(created.at,2026-10-01T00%3A00%3A00Z)",
    );
    expect(write(where.ne("name", "a +b"))).toBe("ne(name,%22a%20%2Bb%22)");
  });

  it("uses in(...), because a bare comma list is a syntax error", () => {
    expect(write(where.in("product_id", ["PRD-1", "PRD-2"]))).toBe("in(product_id,(PRD-1,PRD-2))");
  });

  it("has wildcards where they are meant, and nowhere else", () => {
    expect(write(where.like("name", "*October*"))).toBe("like(name,*October*)");
    expect(write(where.startsWith("external_id", "ub-"))).toBe("like(external_id,ub-*)");
    expect(write(where.contains("name", "a (b)"))).toBe("like(name,%22*a%20(b)*%22)");
    expect(write(where.ilike("name", "*October*"))).toBe("ilike(name,*October*)");
    expect(write(where.ne("name", "October*"))).toBe("ne(name,%22October*%22)");
    expect(() => where.startsWith("name", "100*")).toThrow(
      'look for "100*" as it is: an asterisk stands for any text',
    );
    expect(() => write(where.like("name", "**"))).toThrow("by a pattern of asterisks alone");
  });

  it("may ask for what is not there", () => {
    expect(write(where.isNull("external_id"))).toBe("eq(external_id,null())");
    expect(write(where.isNotNull("external_id"))).toBe("ne(external_id,null())");
  });
});

describe("the table of what can be filtered", () => {
  const lists = Object.keys(filterable) as ListName[];
  it.each(lists)("is enforced for %s when a filter is written", (list) => {
    for (const [property, { lookups }] of Object.entries(filterable[list])) {
      const allowed: readonly string[] = lookupSets[lookups as keyof typeof lookupSets];
      for (const lookup of ["eq", "ne", "like", "ilike", "ge", "gt", "le", "lt"] as const) {
        const filter = { kind: "comparison", lookup, property, value: "value" } as const;
        const attempt = () => writeQuery(list, { filter });
        if (allowed.includes(lookup)) expect(attempt()).toHaveLength(1);
        else expect(attempt).toThrow(UnsupportedOperationError);
      }
    }
  });

  it("refuses what a list cannot filter or order by, by its types and at run time", () => {
    // @ts-expect-error Files have no amount.
    expect(() => write(where.eq("amount", "1"))).toThrow(/takes contract.id, /);
    // @ts-expect-error The time of creation is only compared by range.
    expect(() => write(where.eq("created.at", "2026-10-01"))).toThrow(/it takes ge, gt, le, lt/);
    // @ts-expect-error Records are filtered by other properties than files.
    expect(() => write(whereOf("records").eq("asset.id", "AS-1"))).toThrow(/asset.id/);
    // @ts-expect-error Files cannot be ordered by their external id.
    expect(() => writeQuery("files", { ordering: ["external_id"] })).toThrow(/order files/);
    // @ts-expect-error There is no such property.
    expect(() => writeQuery("chunks", { ordering: ["-size"] })).toThrow(
      'Connect cannot order chunks by "size": it takes usagefile.id',
    );
    expect(() => writeQuery("aggregates", { ordering: ["amount" as never] })).toThrow(
      'Connect cannot order aggregates by "amount": it takes no order',
    );
    expect(() => writeQuery("categories", { ordering: ["na-me" as never] })).toThrow(/"na-me"/);
    expect(() => writeQuery("reconciliations", { ordering: ["id" as never] })).toThrow(
      "it takes partusagefile.id, usagefile.id",
    );
    expect(() => write(where.eq("constructor" as "name", "1"))).toThrow(UnsupportedOperationError);
  });

  it("refuses an empty choice and an empty junction", () => {
    expect(() => write(where.in("id", []))).toThrow('by an empty "in"');
    expect(() => write(where.or())).toThrow('by an empty "or"');
    expect(() => write(where.and())).toThrow('by an empty "and"');
    expect(() => write(where.in("created.at" as "name", ["1"]))).toThrow(/with in: it takes ge/);
    expect(() => write(where.isNull("status" as "name"))).toThrow(/with null: it takes eq/);
    expect(() => write({ kind: "other" } as unknown as Filter<"files">)).toThrow(/no filter/);
  });
});

describe("writeQuery", () => {
  it("joins filter, search, selection and order", () => {
    const parts = writeQuery("files", {
      filter: where.eq("status", "ready"),
      search: "a&b",
      select: ["-records", "name"],
      ordering: ["-created.at", "status"],
    });
    expect(parts).toEqual([
      "status=ready",
      "search=%22a%26b%22",
      "select(-records,name)",
      "ordering(-created.at,status)",
    ]);
  });

  it("takes only names of properties into a selection", () => {
    expect(() => writeQuery("files", { select: ["name", "a)&limit=1"] })).toThrow(
      'Connect cannot select "a)&limit=1": no property',
    );
    expect(() => writeQuery("files", { select: ["--name"] })).toThrow(/--name/);
    expect(writeQuery("files", { select: ["-a-b"] })).toEqual(["select(-a-b)"]);
  });

  it("asks for nothing when nothing is wanted", () => {
    expect(writeQuery("files", {})).toEqual([]);
  });
});
