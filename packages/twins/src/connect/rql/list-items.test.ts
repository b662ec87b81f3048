import { describe, expect, it } from "vitest";
import { jsonResponse, Refusal, type TwinResponse } from "../../server/exchange.ts";
import type { Filterables } from "./filterable.ts";
import { listItems } from "./list-items.ts";

interface Item {
  readonly id: string;
  readonly at: string;
  readonly note: string | null;
}

const items: readonly Item[] = [
  { id: "a", at: "2026-10-01T00:00:00+00:00", note: "first (one)" },
  { id: "b", at: "2026-10-02T00:00:00+00:00", note: null },
  { id: "c", at: "2026-10-03T00:00:00+00:00", note: "Third, last" },
];

const filterables: Filterables<Item> = {
  id: { lookups: "text", isOrderable: true, read: ({ id }) => id },
  at: { lookups: "date+null", isOrderable: true, read: ({ at }) => at },
  "made.at": { lookups: "range", read: ({ at }) => at },
  note: { lookups: "text+null", isSearched: true, read: ({ note }) => note },
};

function list(query: string): TwinResponse {
  try {
    return listItems(query, { items, filterables, toJson: ({ id }) => id });
  } catch (error) {
    return error instanceof Refusal ? error.response : jsonResponse(500, String(error));
  }
}

const found = (query: string): string => JSON.parse(String(list(query).body)).join("");

describe("filters in RQL", () => {
  it.each([
    ["", "abc"],
    ["id=b", "b"],
    ["eq(id,b)", "b"],
    ["id=eq=b", "b"],
    ["id!=b", "ac"],
    ["ne(id,b)", "ac"],
    ["in(id,(a,c))", "ac"],
    ["out(id,(a,c))", "b"],
    ["not(id=b)", "ac"],
    ["id=a,note=null()", ""],
    ["id=b&note=null()", "b"],
    ["and(id=b,note=null())", "b"],
    ["or(id=b,id=c)", "bc"],
    ["(id=b|id=c)", "bc"],
    ["(id=b;id=c)&ne(id,c)", "b"],
    ["(in(id,(a,b))&note=null())", "b"],
    ["ne(note,null())", "ac"],
    ["note=empty()", "b"],
    ["eq(note,%22first%20%28one%29%22)", "a"],
    ["note='Third,%20last'", "c"],
    ["like(note,%22*st*%22)", "ac"],
    ["note=like=first*", "a"],
    ["like(note,third*)", ""],
    ["ilike(note,THIRD*)", "c"],
    ["ge(made.at,2026-10-02T00:00:00Z)", "bc"],
    ["gt(at,2026-10-02T02:00:00+02:00)", "c"],
    ["le(at,2026-10-02T00:00:00Z),gt(at,2026-10-01T00:00:00Z)", "b"],
    ["at=2026-10-01T02:00:00+02:00", "a"],
    ["in(at,(2026-10-01,2026-10-03T00:00:00Z))", "ac"],
    ["search=third", "c"],
    ["ordering(-id)", "cba"],
    ["ordering(-at,id)&limit=2", "cb"],
    ["select(-note)&id=a", "a"],
  ])("%s", (query, ids) => {
    expect(found(query)).toBe(ids);
  });

  it.each([
    "id=a,b",
    "id=in(a,b)",
    "in(id,a,b)",
    "id==a",
    "color=red",
    "at=like=2026*",
    "id=null()",
    "like(note,null())",
    "ge(made.at,yesterday)",
    "eq(made.at,2026-10-02)",
    "ordering(note)",
    "id=a|id=b",
    "(id=a|id=b,id=c)",
    "note=first (one)",
    'note="open',
    "near(id,a)",
    "id=%E0%A4%A",
  ])("refuses %s", (query) => {
    const response = list(query);
    expect(response.status).toBe(400);
    expect(JSON.parse(String(response.body))).toMatchObject({ error_code: null });
  });
});

describe("an order", () => {
  it("reads each item once, however many it is compared with", () => {
    let reads = 0;
    const read = ({ at }: Item): string => {
      reads += 1;
      return at;
    };
    const many = Array.from({ length: 64 }, (_, index) => ({ ...items[0], at: `${index * 37}` }));
    listItems("ordering(at)", {
      items: many as Item[],
      filterables: { at: { lookups: "text", isOrderable: true, read } },
      toJson: ({ at }) => at,
    });
    expect(reads).toBe(many.length);
  });
});

describe("paging", () => {
  it.each([
    ["limit=2", "ab", "items 0-1/3"],
    ["limit=2&offset=2", "c", "items 2-2/3"],
    ["offset=5", "", "items 5-5/3"],
    ["limit=0", "", "items 0-0/3"],
    ["id=z", "", "items 0-0/0"],
    ["id=a", "a", "items 0-0/1"],
    ["limit=-1", "abc", "items 0-2/3"],
    ["limit=all", "abc", "items 0-2/3"],
    ["limit=5000", "abc", "items 0-2/3"],
    ["in(id,(b,c)),limit=1,offset=1", "c", "items 1-1/2"],
  ])("%s", (query, ids, range) => {
    expect(found(query)).toBe(ids);
    expect(list(query).headers?.["content-range"]).toBe(range);
  });
});
