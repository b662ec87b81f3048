import { describe, expect, it } from "vitest";
import type { Json, JsonObject, OpenApiDocument } from "../document/document.ts";
import { convertSchema } from "./convert-schema.ts";
import { toOpenApi30 } from "./to-openapi30.ts";

const place = { name: "area.yml", path: "#/components/schemas/A" };
const ref = { $ref: "#/components/schemas/B" };

describe("convertSchema", () => {
  it.each<[string, Json, Json]>([
    ["a type or null", { type: ["string", "null"] }, { type: "string", nullable: true }],
    ["null alone", { type: "null" }, { nullable: true, enum: [null] }],
    [
      "several types",
      { type: ["string", "integer"] },
      { anyOf: [{ type: "string" }, { type: "integer" }] },
    ],
    ["one value", { const: "a" }, { enum: ["a"] }],
    ["the value null", { const: null }, { enum: [null], nullable: true }],
    ["examples", { type: "string", examples: ["a", "b"] }, { type: "string", example: "a" }],
    ["an exclusive bound", { exclusiveMinimum: 0 }, { minimum: 0, exclusiveMinimum: true }],
    [
      "two bounds, the exclusive one closer",
      { minimum: 1, exclusiveMinimum: 5 },
      { minimum: 5, exclusiveMinimum: true },
    ],
    ["two bounds, the other one closer", { maximum: 1, exclusiveMaximum: 5 }, { maximum: 1 }],
    ["words beside a reference", { ...ref, description: "x" }, { description: "x", allOf: [ref] }],
    ["a choice with null", { anyOf: [ref, { type: "null" }] }, { nullable: true, allOf: [ref] }],
    [
      "a longer choice with null",
      { oneOf: [ref, { type: "string" }, { type: "null" }] },
      { nullable: true, oneOf: [ref, { type: "string" }] },
    ],
    [
      "text in base 64",
      { type: "string", contentEncoding: "base64" },
      { type: "string", format: "byte" },
    ],
    ["bytes", { contentMediaType: "application/octet-stream" }, { format: "binary" }],
    ["anything", true, {}],
    ["nothing", false, { not: {} }],
    ["remarks", { $comment: "x", $schema: "y", type: "string" }, { type: "string" }],
    [
      "members named like words of schemas",
      { properties: { const: { type: ["string", "null"] }, examples: true } },
      { properties: { const: { type: "string", nullable: true }, examples: {} } },
    ],
    [
      "items and more",
      { items: { const: 1 }, additionalProperties: { const: 2 } },
      { items: { enum: [1] }, additionalProperties: { enum: [2] } },
    ],
  ])("says %s in 3.0.3", (_case, schema, expected) => {
    expect(convertSchema(place, schema)).toEqual(expected);
  });

  it.each(["if", "prefixItems", "patternProperties", "unevaluatedProperties", "$dynamicRef"])(
    "refuses %s, and says where it is",
    (word) => {
      const schema = { properties: { a: { items: { [word]: {} } } } };
      expect(() => convertSchema(place, schema)).toThrow(
        `area.yml cannot be brought to OpenAPI 3.0.3: #/components/schemas/A/properties/a/items has ${word}`,
      );
    },
  );
});

describe("toOpenApi30", () => {
  const document: OpenApiDocument = {
    openapi: "3.1.1",
    info: { title: "A", version: "1", summary: "x", license: { name: "MIT", identifier: "MIT" } },
    jsonSchemaDialect: "https://example.com",
    webhooks: { told: {} },
    paths: {
      "/a": {
        get: {
          parameters: [{ name: "x", in: "query", schema: { type: ["integer", "null"] } }],
          responses: {
            "200": {
              content: {
                "application/json": { schema: { const: 1 }, example: { type: ["kept"] } },
              },
            },
          },
        },
      },
    },
    components: { schemas: { A: { type: ["string", "null"] } } },
  };

  it("drops webhooks and converts every schema, but no example", () => {
    expect(toOpenApi30("area.yml", document)).toEqual({
      openapi: "3.0.3",
      info: { title: "A", version: "1", license: { name: "MIT" } },
      paths: {
        "/a": {
          get: {
            parameters: [{ name: "x", in: "query", schema: { type: "integer", nullable: true } }],
            responses: {
              "200": {
                content: {
                  "application/json": { schema: { enum: [1] }, example: { type: ["kept"] } },
                },
              },
            },
          },
        },
      },
      components: { schemas: { A: { type: "string", nullable: true } } },
    });
  });

  it("leaves a 3.0 document as it is", () => {
    const old: JsonObject = { ...document, openapi: "3.0.1" };
    expect(toOpenApi30("area.yml", old as OpenApiDocument)).toEqual({ ...old, openapi: "3.0.3" });
  });

  it("refuses reusable path items", () => {
    const components = { pathItems: { a: {} } };
    expect(() => toOpenApi30("area.yml", { ...document, components })).toThrow("path items");
  });
});
