/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** An OpenAPI document, as far as it is read here. */
export interface OpenApiDocument extends JsonObject {
  readonly openapi: string;
  readonly info: JsonObject;
  readonly paths: JsonObject;
}

/** The HTTP methods that a path item may have. */
export const METHODS = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;

/**
 * Tells objects from other values.
 *
 * @param value - Any JSON.
 * @returns Whether it is an object.
 */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Gives an object's member when it is an object itself.
 *
 * @param parent - The object.
 * @param key - The member.
 * @returns The member; an empty object when it is anything else.
 */
export function objectAt(parent: JsonObject | undefined, key: string): JsonObject {
  const value = parent === undefined || !Object.hasOwn(parent, key) ? undefined : parent[key];
  return isObject(value) ? value : {};
}

/**
 * Gives an object's member when it is a list.
 *
 * @param parent - The object.
 * @param key - The member.
 * @returns The member; an empty list when it is anything else.
 */
export function listAt(parent: JsonObject | undefined, key: string): readonly Json[] {
  const value = parent === undefined || !Object.hasOwn(parent, key) ? undefined : parent[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** One operation of a document. */
export interface FoundOperation {
  /** `GET`, `POST`, … */
  readonly method: string;
  readonly path: string;
  readonly operation: JsonObject;
  /** What the path item says of all its operations. */
  readonly item: JsonObject;
}

/**
 * Lists the operations of a document.
 *
 * @param document - The document.
 * @returns They, in the document's order.
 */
export function listOperations(document: JsonObject): readonly FoundOperation[] {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, item]) => {
    if (!isObject(item)) return [];
    return METHODS.filter((method) => isObject(item[method])).map((method) => ({
      method: method.toUpperCase(),
      path,
      operation: objectAt(item, method),
      item,
    }));
  });
}
