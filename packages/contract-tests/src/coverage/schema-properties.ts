/** The part of a JSON schema that says what properties there are; references are resolved. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
}

function partsOf(schema: Schema): readonly Schema[] {
  return [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
}

function itemsOf({ items }: Schema): readonly Schema[] {
  return items === undefined ? [] : [items].flat();
}

/**
 * Lists the properties that a schema names.
 *
 * @param schema - The schema.
 * @param hidden - What is not part of the message: `readOnly` of a request, `writeOnly` of an answer.
 * @param path - Where the schema stands.
 * @returns Paths with dots; items of arrays have `[]`.
 */
export function* listProperties(
  schema: Schema,
  hidden: "readOnly" | "writeOnly",
  path = "",
): Generator<string> {
  for (const part of partsOf(schema)) yield* listProperties(part, hidden, path);
  for (const item of itemsOf(schema)) yield* listProperties(item, hidden, `${path}[]`);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property[hidden] === true) continue;
    yield `${path}.${name}`;
    yield* listProperties(property, hidden, `${path}.${name}`);
  }
}

/**
 * Finds the properties of a schema that a value has.
 *
 * @param schema - The schema.
 * @param value - The value.
 * @param path - Where it stands.
 * @returns Paths as `listProperties` gives them.
 */
export function* findProperties(schema: Schema, value: unknown, path = ""): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const part of partsOf(schema)) yield* findProperties(part, value, path);
  if (Array.isArray(value)) {
    for (const item of itemsOf(schema)) {
      for (const element of value) yield* findProperties(item, element, `${path}[]`);
    }
    return;
  }
  const members = new Map(Object.entries(value));
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!members.has(name)) continue;
    yield `${path}.${name}`;
    yield* findProperties(property, members.get(name), `${path}.${name}`);
  }
}
