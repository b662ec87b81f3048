import { describe, expect, it } from "vitest";
import { makeDocument } from "../__fixtures__/make-document.ts";
import type { JsonObject, OpenApiDocument } from "../document/document.ts";
import { compareDocuments } from "./compare-documents.ts";
import { keyOf } from "./difference.ts";

function documentOf(operation: JsonObject, schema: JsonObject = {}): OpenApiDocument {
  return {
    openapi: "3.0.3",
    info: { title: "A", version: "1" },
    paths: { "/usages/{id}": { post: { operationId: "post", ...operation } } },
    components: { schemas: { Usage: schema } },
  };
}

const content = { "application/json": { schema: { $ref: "#/components/schemas/Usage" } } };
const sent = { requestBody: { required: true, content } };
const answered = { responses: { "200": { description: "x", content } } };

/** What is found when upstream changes a schema that is only sent, and one that only comes back. */
function compareBoth(ours: JsonObject, theirs: JsonObject): readonly (readonly string[])[] {
  return [sent, answered].map((operation) =>
    compareDocuments(documentOf(operation, ours), documentOf(operation, theirs)).map(
      (difference) => `${difference.kind} ${keyOf(difference)}`,
    ),
  );
}

const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: "object",
  required,
  properties,
});
const text = { type: "string" };

describe("schemas", () => {
  it.each<[string, JsonObject, JsonObject, string, string]>([
    ["a new member", object({}), object({ a: text }), "safe", "safe"],
    ["a new member that is demanded", object({}), object({ a: text }, ["a"]), "breaking", "safe"],
    ["a member that is gone", object({ a: text }), object({}), "undocumented", "undocumented"],
    [
      "a promised member that is gone",
      object({ a: text }, ["a"]),
      object({}),
      "undocumented",
      "breaking",
    ],
    [
      "a member that is demanded now",
      object({ a: text }),
      object({ a: text }, ["a"]),
      "breaking",
      "safe",
    ],
    [
      "a member that is optional now",
      object({ a: text }, ["a"]),
      object({ a: text }),
      "safe",
      "breaking",
    ],
    ["another type", text, { type: "integer" }, "breaking", "breaking"],
    ["null allowed", text, { ...text, nullable: true }, "safe", "breaking"],
    ["null forbidden", { ...text, nullable: true }, text, "breaking", "safe"],
    ["a new value", { enum: ["a"] }, { enum: ["a", "b"] }, "safe", "breaking"],
    ["a value that is gone", { enum: ["a", "b"] }, { enum: ["a"] }, "breaking", "undocumented"],
    ["values bounded now", text, { ...text, enum: ["a"] }, "breaking", "safe"],
    ["a limit", text, { ...text, maxLength: 9 }, "breaking", "safe"],
    ["a limit that is gone", { ...text, maxLength: 9 }, text, "undocumented", "undocumented"],
    ["a format", text, { ...text, format: "date" }, "breaking", "safe"],
    [
      "items of another type",
      { type: "array", items: text },
      { type: "array", items: { type: "integer" } },
      "breaking",
      "breaking",
    ],
    [
      "values of another type",
      { additionalProperties: text },
      { additionalProperties: { type: "integer" } },
      "breaking",
      "breaking",
    ],
    [
      "another choice",
      { oneOf: [text] },
      { oneOf: [text, { type: "integer" }] },
      "breaking",
      "breaking",
    ],
  ])("tells %s", (_case, ours, theirs, request, answer) => {
    const [found = [], back = []] = compareBoth(ours, theirs);
    expect([found.length, back.length]).toEqual([1, 1]);
    expect([found[0]?.split(" ")[0], back[0]?.split(" ")[0]]).toEqual([request, answer]);
  });

  it("does not mind how a schema is put together", () => {
    const parts = { allOf: [object({ a: text }, ["a"]), { properties: { b: text } }] };
    expect(compareBoth(object({ a: text, b: text }, ["a"]), parts)).toEqual([[], []]);
  });

  it("gives one place for a component, and its own to where upstream writes another schema", () => {
    const ours = documentOf({ ...sent, ...answered }, object({ a: text }));
    const theirs = documentOf({ ...sent, ...answered }, object({ a: { ...text, maxLength: 9 } }));
    expect(compareDocuments(ours, theirs).map(keyOf)).toEqual(["Usage.a · maxLength: none → 9"]);
    const inline = { "application/json": { schema: object({}) } };
    const other = documentOf(
      { ...sent, responses: { "200": { content: inline } } },
      object({ a: text }),
    );
    expect(compareDocuments(ours, other).map(keyOf)).toEqual([
      "POST /usages/{id} 200.a · member: there → none",
    ]);
  });
});

describe("operations", () => {
  const limit = { name: "limit", in: "query", schema: { type: "integer" } };

  it.each<[string, JsonObject, JsonObject, string]>([
    [
      "a new parameter",
      {},
      { parameters: [limit] },
      "safe POST /usages/{id} query parameter limit · parameter: none → there",
    ],
    [
      "a demanded parameter",
      {},
      { parameters: [{ ...limit, required: true }] },
      "breaking POST /usages/{id} query parameter limit · parameter: none → there",
    ],
    [
      "a parameter that is gone",
      { parameters: [limit] },
      {},
      "undocumented POST /usages/{id} query parameter limit · parameter: there → none",
    ],
    ["a body", {}, sent, "breaking POST /usages/{id} body · body: none → there"],
    [
      "a body that is optional",
      sent,
      { requestBody: { content } },
      "safe POST /usages/{id} body · required: required → optional",
    ],
    [
      "another success",
      answered,
      { responses: { ...(answered.responses as JsonObject), "202": {} } },
      "breaking POST /usages/{id} 202 · status: none → there",
    ],
    [
      "another error",
      {},
      { responses: { "409": {} } },
      "safe POST /usages/{id} 409 · status: none → there",
    ],
    [
      "an error that is not said",
      { responses: { "409": {} } },
      {},
      "undocumented POST /usages/{id} 409 · status: there → none",
    ],
    [
      "another media type",
      answered,
      { responses: { "200": { content: { ...content, "text/csv": {} } } } },
      "safe POST /usages/{id} 200 · media type text/csv: none → there",
    ],
    [
      "another header",
      answered,
      { responses: { "200": { content, headers: { Link: {} } } } },
      "safe POST /usages/{id} 200 · header Link: none → there",
    ],
    [
      "other security",
      {},
      { security: [{ key: [] }] },
      "breaking POST /usages/{id} · security: none → key",
    ],
  ])("tells %s", (_case, ours, theirs, expected) => {
    const found = compareDocuments(documentOf(ours), documentOf(theirs));
    expect(found.map((one) => `${one.kind} ${keyOf(one)}`)).toEqual([
      expect.stringContaining(expected),
    ]);
    expect(found[0]?.operations).toEqual(["post"]);
  });

  it("tells new and gone operations apart", () => {
    const ours = documentOf({});
    const paths = { "/usages/{id}": { get: { operationId: "get" } } };
    expect(
      compareDocuments(ours, { ...ours, paths }).map((one) => `${one.kind} ${keyOf(one)}`),
    ).toEqual([
      "safe GET /usages/{id} · operation: none → there",
      "breaking POST /usages/{id} · operation: there → none",
    ]);
  });

  it("does not mind names of operations, path parameters, components, schemes, and a slash at the end", () => {
    const scheme = { type: "apiKey", in: "header", name: "Authorization" };
    const named = (id: string, key: string): OpenApiDocument => ({
      ...documentOf({}),
      security: [{ [key]: [] }],
      paths: {
        [`/usages/{${id}}${id === "id" ? "" : "/"}`]: {
          get: {
            operationId: `get_${id}`,
            parameters: [{ name: id, in: "path", required: true, schema: text }],
            responses: {
              "200": {
                content: {
                  "application/json": { schema: { $ref: `#/components/schemas/${key}` } },
                },
              },
            },
          },
        },
      },
      components: { schemas: { [key]: object({ a: text }) }, securitySchemes: { [key]: scheme } },
    });
    expect(compareDocuments(named("id", "a"), named("pk", "b"))).toEqual([]);
  });
});

describe("large documents", () => {
  it("finds nothing between a document and itself, recursion included", () => {
    const document = makeDocument({ seed: 3, paths: 400, schemas: 800 });
    expect(compareDocuments(document, structuredClone(document))).toEqual([]);
  });
});
