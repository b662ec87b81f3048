import { isObject, type Json, type JsonObject, METHODS, type OpenApiDocument } from "./document.ts";

const TOP = ["openapi", "info", "servers", "security", "tags", "paths", "components"];

/** The order of members wherever they occur; others follow by name. */
const USUAL = [
  "$ref",
  "operationId",
  "name",
  "in",
  "type",
  "format",
  "title",
  "summary",
  "description",
  "tags",
  "required",
  "parameters",
  "requestBody",
  "responses",
  ...METHODS,
];

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function byUsage(usual: readonly string[]): (left: string, right: string) => number {
  const place = (key: string): number => (usual.includes(key) ? usual.indexOf(key) : usual.length);
  return (left, right) => place(left) - place(right) || compareText(left, right);
}

/** Members that are named by the document's author: their names are sorted plainly. */
const NAMED = new Set(["paths", "properties", "schemas", "parameters", "responses", "headers"]);

function orderValue(value: Json, parent: string): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => orderValue(item, ""));
  if (!isObject(value)) return value;
  const compare = NAMED.has(parent) ? compareText : byUsage(USUAL);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => compare(left, right))
      .map(([key, member]) => [key, orderValue(member ?? null, key)]),
  );
}

/** Lists whose order means nothing. */
function orderLists(value: Json, key: string): Json {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => orderLists(item, ""));
    return key === "required" ? items.toSorted() : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, orderLists(member ?? null, name)]),
  );
}

/**
 * Puts a document into an order that depends on what it says alone.
 *
 * @param document - The document.
 * @returns The same, ordered.
 */
export function orderDocument(document: OpenApiDocument): OpenApiDocument {
  const plain = orderLists(document, "") as JsonObject;
  const top = Object.keys(plain).toSorted(byUsage(TOP));
  const entries = top.map((key) => [key, orderValue(plain[key] ?? null, key)]);
  return Object.fromEntries(entries) as OpenApiDocument;
}
