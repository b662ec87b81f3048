import type { Json, JsonObject, OpenApiDocument } from "../document/document.ts";
import { createRandom, type Random } from "./random.ts";

/** How large a document is made. */
export interface DocumentSize {
  readonly seed: number;
  /** How many paths, of two operations each. */
  readonly paths: number;
  /** How many schemas; they refer to each other, themselves and in circles. */
  readonly schemas: number;
}

function makeLeaf(random: Random): JsonObject {
  return random.pick<JsonObject>([
    { type: "string", maxLength: 1 + random.below(500) },
    { type: "string", enum: ["draft", "ready", "closed"] },
    { type: "string", format: "date-time", nullable: true },
    { type: "integer", minimum: 0 },
    { type: "number", multipleOf: 0.001 },
    { type: "boolean" },
  ]);
}

function reference(random: Random, schemas: number): JsonObject {
  return { $ref: `#/components/schemas/area.Schema${random.below(schemas)}` };
}

function makeMember(random: Random, schemas: number): JsonObject {
  const kind = random.below(10);
  if (kind < 6) return { ...makeLeaf(random), description: "Words of somebody else." };
  if (kind < 8) return reference(random, schemas);
  if (kind < 9) return { type: "array", items: reference(random, schemas) };
  return { oneOf: [reference(random, schemas), makeLeaf(random)] };
}

function makeSchema(random: Random, schemas: number): JsonObject {
  const count = 2 + random.below(12);
  const properties: Record<string, Json> = { id: { type: "string", readOnly: true } };
  for (let at = 0; at < count; at += 1) properties[`member_${at}`] = makeMember(random, schemas);
  const schema = { type: "object", required: ["id"], properties };
  if (random.below(6) > 0) return schema;
  return { allOf: [reference(random, schemas), schema] };
}

function makeOperation(random: Random, schemas: number, id: string): JsonObject {
  const body = { "application/json": { schema: reference(random, schemas) } };
  return {
    operationId: id,
    tags: ["area"],
    summary: "Words of somebody else.",
    parameters: [
      { $ref: "#/components/parameters/area.limit" },
      { name: "filter", in: "query", schema: makeLeaf(random) },
    ],
    ...(id.endsWith("_create") ? { requestBody: { required: true, content: body } } : {}),
    responses: {
      "200": {
        description: "Fine.",
        content: { "application/json": { schema: reference(random, schemas) } },
      },
      "400": { $ref: "#/components/responses/area.Bad" },
    },
  };
}

/**
 * Makes a document of any size, the same for the same seed: schemas that contain themselves, `allOf`,
 * long chains of references.
 *
 * @param size - Seed and size.
 * @returns An OpenAPI 3.0.3 document; every tenth path is under `/usage`.
 */
export function makeDocument({ seed, paths, schemas }: DocumentSize): OpenApiDocument {
  const random = createRandom(seed);
  const items: Record<string, Json> = {};
  for (let at = 0; at < paths; at += 1) {
    const path = at % 10 === 0 ? `/usage/part${at}/{id}` : `/other/part${at}/{id}`;
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    items[path] = {
      parameters: [id],
      get: makeOperation(random, schemas, `area_part${at}_read`),
      post: makeOperation(random, schemas, `area_part${at}_create`),
    };
  }
  const all: Record<string, Json> = {
    Problem: { type: "object", properties: { detail: { type: "string" } } },
  };
  for (let at = 0; at < schemas; at += 1) all[`area.Schema${at}`] = makeSchema(random, schemas);
  const problem = { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return {
    openapi: "3.0.3",
    info: { title: "A large API", version: "7.1", description: "Words of somebody else." },
    servers: [{ url: "https://api.example.com/v1" }],
    security: [{ key: [] }],
    tags: [{ name: "area" }, { name: "unused" }],
    paths: items,
    components: {
      schemas: all,
      parameters: { "area.limit": { name: "limit", in: "query", schema: { type: "integer" } } },
      responses: {
        "area.Bad": { description: "Refused.", content: problem },
        Unused: { description: "Unused." },
      },
      securitySchemes: {
        key: { type: "apiKey", in: "header", name: "Authorization" },
        unused: { type: "http", scheme: "bearer" },
      },
    },
  };
}
