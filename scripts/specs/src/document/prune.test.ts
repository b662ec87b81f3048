import { describe, expect, it } from "vitest";
import { makeDocument } from "../__fixtures__/make-document.ts";
import { isObject, type Json, listOperations, type OpenApiDocument, objectAt } from "./document.ts";
import { prune } from "./prune.ts";
import { writeDocument } from "./write-document.ts";

/** Everything that is referred to, found without the code under test. */
function referencesIn(value: Json): ReadonlySet<string> {
  return new Set(
    [...JSON.stringify(value).matchAll(/"#\/components\/([^"]+)"/g)].map(([, name]) => name ?? ""),
  );
}

const whole = makeDocument({ seed: 2, paths: 60, schemas: 400 });

describe("prune", () => {
  const pruned = prune("area", whole, ["/usage"]);

  it("keeps the paths that were asked for, and no others", () => {
    const expected = Object.keys(whole.paths).filter((path) => path.startsWith("/usage/"));
    expect(Object.keys(pruned.paths)).toEqual(expected);
    expect(listOperations(pruned)).toHaveLength(12);
  });

  it("keeps everything that is referred to, and nothing else", () => {
    const kept = Object.entries(objectAt(pruned, "components")).flatMap(([kind, group]) =>
      isObject(group) ? Object.keys(group).map((name) => `${kind}/${name}`) : [],
    );
    const referred = [...referencesIn(pruned), "securitySchemes/key"];
    expect(kept.toSorted()).toEqual([...new Set(referred)].toSorted());
    expect(kept.length).toBeLessThan(403);
    expect(pruned["tags"]).toEqual([{ name: "area" }]);
  });

  it("matches whole parts of a path", () => {
    const paths = { "/usages": { get: {} }, "/usage/a": { get: {} } };
    const kept = prune("area", { ...whole, paths }, ["/usage"]);
    expect(Object.keys(kept.paths)).toEqual(["/usage/a"]);
  });

  it.each<[string, Partial<OpenApiDocument>, string]>([
    ["no path at all", { paths: { "/a": {} } }, "no path under /usage"],
    [
      "a reference to nothing",
      { paths: { "/usage": { get: { x: { $ref: "#/components/schemas/Gone" } } } } },
      "#/components/schemas/Gone, which is not there",
    ],
    [
      "a reference to another file",
      { paths: { "/usage": { get: { x: { $ref: "./usage.yml" } } } } },
      "bundle it first",
    ],
    [
      "one id for two operations",
      { paths: { "/usage": { get: { operationId: "a" }, post: { operationId: "a" } } } },
      "the operation id a to GET /usage and to POST /usage",
    ],
  ])("refuses %s", (_case, change, words) => {
    expect(() => prune("area", { ...whole, ...change }, ["/usage"])).toThrow(words);
  });
});

describe("writeDocument", () => {
  it("gives the same text whatever the order was", () => {
    const reverse = (value: Json): Json =>
      isObject(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, member]) => [key, reverse(member ?? null)]),
          )
        : value;
    expect(writeDocument(reverse(whole) as OpenApiDocument)).toBe(writeDocument(whole));
  });

  it("puts what a reader wants first first", () => {
    const tops = writeDocument(whole)
      .split("\n")
      .filter((line) => /^\w/.test(line));
    expect(tops).toEqual([
      "openapi: 3.0.3",
      "info:",
      "servers:",
      "security:",
      "tags:",
      "paths:",
      "components:",
    ]);
  });
});
