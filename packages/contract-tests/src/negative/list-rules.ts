import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { ContractDocument } from "../contract-document.ts";

/** What a rule forbids. */
export type RuleKind =
  | "required"
  | "minimum"
  | "maximum"
  | "minLength"
  | "maxLength"
  | "minItems"
  | "minProperties"
  | "pattern"
  | "enum"
  | "format";

/** One rule of a document about requests. */
export interface Rule {
  /** The operation's id. */
  readonly operation: string;
  readonly part: "body" | "path" | "query";
  /** What the rule is about, from the part on: `.quantity`, `[].id`; empty for the body as a whole. */
  readonly at: string;
  readonly kind: RuleKind;
  /** The limit, or the name of the format. */
  readonly limit: unknown;
}

type Schema = { readonly [keyword: string]: unknown };

const LIMITS = [
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "minProperties",
  "pattern",
  "enum",
] as const satisfies readonly RuleKind[];

/** Limits that no document has so far: one that does would go untested without a word. */
const UNKNOWN_LIMITS = [
  "exclusiveMaximum",
  "exclusiveMinimum",
  "maxItems",
  "maxProperties",
  "multipleOf",
  "not",
  "uniqueItems",
] as const;

/** Prism makes limits of the formats of numbers; these are beyond what a JSON number can be sure to say. */
function isBeyondNumbers(limit: unknown): boolean {
  return typeof limit === "number" && Math.abs(limit) >= Number.MAX_SAFE_INTEGER;
}

type Place = Pick<Rule, "operation" | "part" | "at">;

function* listLimits(schema: Schema, place: Place): Generator<Rule> {
  const unknown = UNKNOWN_LIMITS.find((keyword) => schema[keyword] !== undefined);
  if (unknown !== undefined) {
    throw new Error(`${place.operation} ${place.part}${place.at}: there is no test of ${unknown}`);
  }
  for (const kind of LIMITS) {
    const limit = schema[kind];
    if (limit !== undefined && !isBeyondNumbers(limit)) yield { ...place, kind, limit };
  }
  if (schema["format"] === "date-time") yield { ...place, kind: "format", limit: schema["format"] };
}

/** Members that only answers have are no part of a request. */
function* listSchemaRules(schema: Schema, place: Place): Generator<Rule> {
  if (schema["readOnly"] === true) return;
  yield* listLimits(schema, place);
  const { items, properties = {}, required = [] } = schema;
  if (items !== undefined) {
    yield* listSchemaRules(items as Schema, { ...place, at: `${place.at}[]` });
  }
  for (const name of required as string[]) {
    yield { ...place, at: `${place.at}.${name}`, kind: "required", limit: true };
  }
  for (const [name, property] of Object.entries(properties as Record<string, Schema>)) {
    yield* listSchemaRules(property, { ...place, at: `${place.at}.${name}` });
  }
}

type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

function* listBodyRules(operation: string, { body }: NonNullable<Operation["request"]>) {
  if (body === undefined) return;
  const place: Place = { operation, part: "body", at: "" };
  if (body.required === true) yield { ...place, kind: "required", limit: true } as const;
  for (const { schema } of body.contents ?? []) {
    if (schema !== undefined) yield* listSchemaRules(schema as Schema, place);
  }
}

function* listOperationRules({ iid: operation = "", request = {} }: Operation): Generator<Rule> {
  for (const { name, required, schema } of request.query ?? []) {
    const place: Place = { operation, part: "query", at: `.${name}` };
    if (required === true) yield { ...place, kind: "required", limit: true };
    yield* listSchemaRules((schema ?? {}) as Schema, place);
  }
  // Without a parameter a path is another path, so only its form can be wrong.
  for (const { name, schema } of request.path ?? []) {
    yield* listSchemaRules((schema ?? {}) as Schema, { operation, part: "path", at: `.${name}` });
  }
  yield* listBodyRules(operation, request);
}

/**
 * Lists every required field and every limit that a document has for requests.
 *
 * @param document - The document.
 * @returns The rules, operation by operation.
 */
export async function listRules(document: ContractDocument): Promise<readonly Rule[]> {
  const operations = await getHttpOperationsFromSpec(document.file);
  return operations.flatMap((operation) => [...listOperationRules(operation)]);
}

/**
 * Names a rule.
 *
 * @param rule - The rule.
 * @returns For instance `createUsage body.quantity minimum`.
 */
export function nameRule({ operation, part, at, kind }: Rule): string {
  return `${operation} ${part}${at} ${kind}`;
}
