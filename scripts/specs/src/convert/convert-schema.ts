import { isObject, type Json, type JsonObject } from "../document/document.ts";
import { SpecsError } from "../specs-error.ts";

/** Members of a 3.1 schema that say something which 3.0 has no words for. */
const UNSPEAKABLE = [
  "$dynamicRef",
  "$dynamicAnchor",
  "contains",
  "dependentRequired",
  "dependentSchemas",
  "else",
  "if",
  "maxContains",
  "minContains",
  "patternProperties",
  "prefixItems",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
] as const;

/** Members that only inform, and may be left out. */
const SILENT = ["$anchor", "$comment", "$defs", "$id", "$schema", "$vocabulary", "contentSchema"];

/** Where a schema is, and what the conversion says of it. */
export interface Place {
  /** The document's name, for messages. */
  readonly name: string;
  /** The way to the schema. */
  readonly path: string;
}

function refuse({ name, path }: Place, what: string): SpecsError {
  return new SpecsError(
    `${name} cannot be brought to OpenAPI 3.0.3: ${path} has ${what}, which 3.0.3 cannot say`,
  );
}

function convertType(place: Place, { type, ...rest }: JsonObject): JsonObject {
  if (type === "null") return { ...rest, nullable: true, enum: [null] };
  if (!Array.isArray(type)) return type === undefined ? rest : { type, ...rest };
  const types = (type as readonly Json[]).filter((one) => one !== "null");
  const nullable = types.length < type.length ? { nullable: true } : {};
  const [only, another] = types;
  if (only === undefined) return { ...rest, ...nullable, enum: [null] };
  if (another === undefined) return { type: only, ...nullable, ...rest };
  if (rest.anyOf !== undefined) throw refuse(place, "several types beside anyOf");
  return { ...rest, ...nullable, anyOf: types.map((one) => ({ type: one })) };
}

function convertConst({ const: value, ...rest }: JsonObject): JsonObject {
  if (value === undefined) return rest;
  return { ...rest, enum: [value], ...(value === null ? { nullable: true } : {}) };
}

function convertBound(schema: JsonObject, exclusive: string, inclusive: string): JsonObject {
  const { [exclusive]: bound, ...rest } = schema;
  if (typeof bound !== "number") return schema;
  const other = rest[inclusive];
  const isSmaller = inclusive === "minimum" ? Number(other) > bound : Number(other) < bound;
  if (typeof other === "number" && isSmaller) return rest;
  return { ...rest, [inclusive]: bound, [exclusive]: true };
}

function convertExamples({ examples, ...rest }: JsonObject): JsonObject {
  if (!Array.isArray(examples)) return examples === undefined ? rest : { ...rest, examples };
  const [example] = examples as readonly Json[];
  return example === undefined || rest.example !== undefined ? rest : { ...rest, example };
}

function convertContent({ contentEncoding, contentMediaType, ...rest }: JsonObject): JsonObject {
  if (contentEncoding === "base64") return { ...rest, format: rest.format ?? "byte" };
  if (contentMediaType === "application/octet-stream") return { ...rest, format: "binary" };
  return rest;
}

/** In 3.0 nothing may stand beside a reference. */
function convertReference(schema: JsonObject): JsonObject {
  const { $ref, ...beside } = schema;
  if ($ref === undefined || Object.keys(beside).length === 0) return schema;
  const { allOf, ...rest } = beside;
  return {
    ...rest,
    allOf: [{ $ref }, ...(Array.isArray(allOf) ? (allOf as readonly Json[]) : [])],
  };
}

/** `anyOf: [X, null]` is `nullable` in 3.0. */
function convertNullChoice(schema: JsonObject, key: "anyOf" | "oneOf"): JsonObject {
  const { [key]: choices, ...rest } = schema;
  if (!Array.isArray(choices)) return schema;
  const isNull = (choice: Json): boolean => isObject(choice) && choice.type === "null";
  const others = (choices as readonly Json[]).filter((choice) => !isNull(choice));
  if (others.length === choices.length) return schema;
  const [only, another] = others;
  if (only !== undefined && another === undefined)
    return { ...rest, nullable: true, allOf: [only] };
  return { ...rest, nullable: true, [key]: others };
}

function convertWords(place: Place, schema: JsonObject): JsonObject {
  const unspeakable = UNSPEAKABLE.find((word) => schema[word] !== undefined);
  if (unspeakable !== undefined) throw refuse(place, unspeakable);
  const heard = Object.fromEntries(Object.entries(schema).filter(([key]) => !SILENT.includes(key)));
  const chosen = convertNullChoice(convertNullChoice(heard, "anyOf"), "oneOf");
  const bounded = convertBound(
    convertBound(chosen, "exclusiveMinimum", "minimum"),
    "exclusiveMaximum",
    "maximum",
  );
  return convertContent(convertExamples(convertConst(convertType(place, bounded))));
}

function convertMember(place: Place, key: string, value: Json): Json {
  const inner = { ...place, path: `${place.path}/${key}` };
  if (key === "properties" && isObject(value)) {
    const entries = Object.entries(value).map(([name, property]) => [
      name,
      convertSchema({ ...place, path: `${inner.path}/${name}` }, property ?? true),
    ]);
    return Object.fromEntries(entries) as Json;
  }
  if (["items", "not"].includes(key)) return convertSchema(inner, value);
  if (key === "additionalProperties") {
    return typeof value === "boolean" ? value : convertSchema(inner, value);
  }
  if (["allOf", "anyOf", "oneOf"].includes(key) && Array.isArray(value)) {
    return (value as readonly Json[]).map((choice, at) =>
      convertSchema({ ...place, path: `${inner.path}/${at}` }, choice),
    );
  }
  return value;
}

/**
 * Says a 3.1 schema in the words of 3.0.3.
 *
 * @param place - Where it is.
 * @param schema - The schema.
 * @returns The same in 3.0.3.
 * @throws {@link SpecsError} When 3.0.3 cannot say it.
 */
export function convertSchema(place: Place, schema: Json): Json {
  if (schema === true) return {};
  if (schema === false) return { not: {} };
  if (!isObject(schema)) throw refuse(place, "a value that is no schema");
  const converted = convertReference(convertWords(place, schema));
  return Object.fromEntries(
    Object.entries(converted).map(([key, value]) => [
      key,
      convertMember(place, key, value ?? null),
    ]),
  );
}
