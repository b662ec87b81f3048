import {
  type Json,
  type JsonObject,
  listOperations,
  type OpenApiDocument,
  objectAt,
} from "../document/document.ts";
import { createRandom } from "./random.ts";

type Mutable = Record<string, Json>;
type Change = (context: {
  readonly schema: Mutable;
  readonly operation: Mutable;
  readonly at: number;
}) => void;

const property = (schema: Mutable): Mutable => schema.properties as Mutable;

/** What a vendor changes from one version to the next. */
const CHANGES: readonly [Change, ...Change[]] = [
  ({ schema, at }) => {
    property(schema)[`new_${at}`] = { type: "string", description: "Words of somebody else." };
  },
  ({ schema, at }) => {
    property(schema)[`new_${at}`] = { $ref: "#/components/schemas/area.New" };
    schema.required = [...((schema.required as Json[] | undefined) ?? []), `new_${at}`];
  },
  ({ schema }) => {
    const [first = "id"] = Object.keys(property(schema)).filter((name) => name !== "id");
    delete property(schema)[first];
  },
  ({ schema }) => {
    schema.required = [];
  },
  ({ schema }) => {
    property(schema).id = { type: "integer", format: "int64" };
  },
  ({ schema }) => {
    property(schema).id = { type: "string", nullable: true, maxLength: 40, enum: ["a", "b"] };
  },
  ({ operation, at }) => {
    const parameter = {
      name: `by_${at}`,
      in: "query",
      schema: { type: "string" },
      description: "Theirs.",
    };
    operation.parameters = [...(operation.parameters as Json[]), parameter];
  },
  ({ operation }) => {
    operation.parameters = (operation.parameters as Json[]).slice(0, 1);
  },
  ({ operation, at }) => {
    const answers = operation.responses as Mutable;
    operation.responses = { ...answers, [String(410 + (at % 7))]: { description: "Theirs." } };
  },
  ({ operation }) => {
    const { "200": fine } = operation.responses as Mutable;
    operation.responses = { "201": fine ?? {} };
  },
  ({ operation }) => {
    delete operation.requestBody;
  },
];

/**
 * Makes the next version of an upstream document.
 *
 * @param document - The version before.
 * @param seed - Decides what changes.
 * @param count - How many changes.
 * @returns Another document.
 */
export function changeUpstream(
  document: OpenApiDocument,
  seed: number,
  count: number,
): OpenApiDocument {
  const random = createRandom(seed);
  const next = structuredClone(document) as JsonObject as OpenApiDocument & { info: Mutable };
  const schemas = objectAt(objectAt(next, "components"), "schemas") as Mutable;
  const names = Object.keys(schemas).filter(
    (name) => property(schemas[name] as Mutable) !== undefined,
  );
  const operations = listOperations(next);
  schemas["area.New"] = {
    type: "object",
    properties: {
      self: { $ref: "#/components/schemas/area.New" },
      old: { $ref: `#/components/schemas/${names[0]}` },
    },
  };
  for (let at = 0; at < count; at += 1) {
    const schema = schemas[names[random.below(names.length)] ?? ""] as Mutable;
    const operation = operations[random.below(operations.length)]?.operation as Mutable;
    random.pick(CHANGES)({ schema, operation, at });
  }
  next.info.version = "8.0";
  return next;
}
