import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
} from "../document/document.ts";
import { SpecsError } from "../specs-error.ts";
import { convertSchema, type Place } from "./convert-schema.ts";

function convertMap(place: Place, value: JsonObject, convert: typeof convertSchema): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      convert({ ...place, path: `${place.path}/${key}` }, member ?? null),
    ]),
  );
}

/** Walks everything that is no schema, to the schemas in it. */
function convertNode(place: Place, value: Json): Json {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, at) =>
      convertNode({ ...place, path: `${place.path}/${at}` }, item),
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const inner = { ...place, path: `${place.path}/${key}` };
      if (key === "example" || key === "examples") return [key, member];
      if (key === "schema") return [key, convertSchema(inner, member ?? null)];
      if (key === "schemas" && place.path === "#/components" && isObject(member)) {
        return [key, convertMap(inner, member, convertSchema)];
      }
      return [key, convertNode(inner, member ?? null)];
    }),
  );
}

function convertInfo(info: JsonObject): JsonObject {
  const { summary: _, license, ...rest } = info;
  if (!isObject(license)) return rest;
  const { identifier: __, ...words } = license;
  return { ...rest, license: words };
}

/**
 * Brings a document to OpenAPI 3.0.3. Webhooks and what only informs is dropped.
 *
 * @param name - What to call it in messages.
 * @param document - A document of version 3.0 or 3.1.
 * @returns The same in 3.0.3.
 * @throws {@link SpecsError} When something in it cannot be said in 3.0.3.
 */
export function toOpenApi30(name: string, document: OpenApiDocument): OpenApiDocument {
  if (document.openapi.startsWith("3.0.")) return { ...document, openapi: "3.0.3" };
  const { webhooks: _, jsonSchemaDialect: __, info, components, paths, ...rest } = document;
  if (isObject(components) && components.pathItems !== undefined) {
    throw new SpecsError(`${name} has reusable path items, which 3.0.3 has not; bundle it first`);
  }
  return {
    ...rest,
    openapi: "3.0.3",
    info: convertInfo(info),
    paths: convertNode({ name, path: "#/paths" }, paths) as JsonObject,
    ...(components === undefined
      ? {}
      : { components: convertNode({ name, path: "#/components" }, components) }),
  };
}
