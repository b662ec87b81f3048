import { isObject, type Json, type JsonObject, listAt, objectAt } from "../document/document.ts";

/** What keeps a number, text or list within bounds. */
export const LIMITS = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
] as const;

/** A schema with its references resolved and its `allOf` merged, one level deep. */
export interface FlatSchema {
  /** The component that it is, when it is one. */
  readonly component?: string;
  /** `type`, `format`, limits and the like. */
  readonly words: JsonObject;
  /** The schema itself and the parts of its `allOf`, as they stand in the document. */
  readonly parts: readonly JsonObject[];
  readonly nullable: boolean;
  readonly required: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, Json>;
  readonly values: readonly Json[] | undefined;
  readonly items: Json | undefined;
  readonly additional: Json | undefined;
  readonly choices: readonly Json[];
}

const MAXIMUM_DEPTH = 100;

/**
 * Resolves a reference to a component of a document.
 *
 * @param document - The document.
 * @param value - A value that may be a reference.
 * @returns What it stands for, and the name of the first component on the way.
 */
export function resolve(
  document: JsonObject,
  value: Json | undefined,
): { readonly value: JsonObject; readonly name?: string } {
  let current = value;
  let name: string | undefined;
  for (let depth = 0; depth < MAXIMUM_DEPTH && isObject(current); depth += 1) {
    const reference = current.$ref;
    if (typeof reference !== "string") break;
    const [, kind = "", component = ""] = /^#\/components\/([^/]+)\/(.+)$/.exec(reference) ?? [];
    name ??= component;
    current = objectAt(objectAt(document, "components"), kind)[component];
  }
  return { value: isObject(current) ? current : {}, ...(name === undefined ? {} : { name }) };
}

function merge(base: FlatSchema, more: FlatSchema): FlatSchema {
  return {
    ...(base.component === undefined ? {} : { component: base.component }),
    words: { ...more.words, ...base.words },
    parts: [...base.parts, ...more.parts],
    nullable: base.nullable || more.nullable,
    required: new Set([...base.required, ...more.required]),
    properties: new Map([...more.properties, ...base.properties]),
    values: base.values ?? more.values,
    items: base.items ?? more.items,
    additional: base.additional ?? more.additional,
    choices: [...base.choices, ...more.choices],
  };
}

/**
 * Flattens a schema.
 *
 * @param document - The document that it belongs to.
 * @param schema - The schema or a reference.
 * @param depth - How deep in `allOf` it is.
 * @returns What it says.
 */
export function flatten(document: JsonObject, schema: Json | undefined, depth = 0): FlatSchema {
  const { value, name } = resolve(document, schema);
  const own: FlatSchema = {
    ...(name === undefined ? {} : { component: name }),
    words: value,
    parts: [value],
    nullable: value.nullable === true,
    required: new Set(listAt(value, "required").map(String)),
    properties: new Map(
      Object.entries(objectAt(value, "properties")).map(([key, member]) => [key, member ?? {}]),
    ),
    values: Array.isArray(value.enum) ? (value.enum as readonly Json[]) : undefined,
    items: value.items,
    additional: value.additionalProperties,
    choices: [...listAt(value, "oneOf"), ...listAt(value, "anyOf")],
  };
  if (depth >= MAXIMUM_DEPTH) return own;
  return listAt(value, "allOf").reduce<FlatSchema>(
    (sum, part) => merge(sum, flatten(document, part, depth + 1)),
    own,
  );
}

/**
 * Finds the part of a schema that has a member, or that a member is added to.
 *
 * @param schema - The schema.
 * @param has - Whether a part has it.
 * @returns The first part that has it; else the schema itself.
 */
export function partWith(schema: FlatSchema, has: (part: JsonObject) => boolean): JsonObject {
  return schema.parts.find(has) ?? schema.parts[0] ?? {};
}

/**
 * Tells a schema's type, also where only its members say it.
 *
 * @param schema - The schema.
 * @returns Its type; `any` when it has none.
 */
export function typeOf({ words, properties, items, choices }: FlatSchema): string {
  if (typeof words.type === "string") return words.type;
  if (properties.size > 0) return "object";
  if (items !== undefined) return "array";
  return choices.length > 0 ? "choice" : "any";
}
