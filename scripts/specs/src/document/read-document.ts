import { load } from "js-yaml";
import { SpecsError } from "../specs-error.ts";
import { isObject, type Json, type OpenApiDocument } from "./document.ts";

/** More values than any description of an API has; what anchors blow up to more is refused. */
const MAXIMUM_VALUES = 5_000_000;

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SpecsError(`${name} is not UTF-8 text`);
  }
}

function parse(name: string, text: string): unknown {
  const start = text.trimStart();
  if (/^<(!doctype|html|\?xml|head)/i.test(start)) {
    throw new SpecsError(`${name} is a page of HTML or XML, not an OpenAPI document`);
  }
  if (start === "") throw new SpecsError(`${name} is empty`);
  try {
    return start.startsWith("{") ? JSON.parse(text) : load(text, { filename: name });
  } catch (error) {
    const [reason = ""] = String((error as Error).message).split("\n");
    throw new SpecsError(`${name} is neither YAML nor JSON, or was cut off: ${reason}`);
  }
}

/** Copies a value, so that what YAML's anchors share is there for itself each time, and dates are text. */
function toPlain(name: string, value: unknown, count: { values: number }): Json {
  count.values += 1;
  if (count.values > MAXIMUM_VALUES) {
    throw new SpecsError(
      `${name} has more than ${MAXIMUM_VALUES} values, by anchors that multiply perhaps`,
    );
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => toPlain(name, item, count));
  if (typeof value !== "object" || value === null) return (value ?? null) as Json;
  const entries = Object.entries(value).map(([key, item]) => [key, toPlain(name, item, count)]);
  return Object.fromEntries(entries) as Json;
}

function assertOpenApi(name: string, value: Json): asserts value is OpenApiDocument {
  if (!isObject(value)) throw new SpecsError(`${name} is not an OpenAPI document but a bare value`);
  const { openapi, swagger, info, paths } = value;
  if (typeof swagger === "string") {
    throw new SpecsError(`${name} is a Swagger ${swagger} document; OpenAPI 3.0 and 3.1 are read`);
  }
  if (typeof openapi !== "string" || !/^3\.[01]\.\d+$/.test(openapi)) {
    throw new SpecsError(`${name} says openapi: ${String(openapi)}; 3.0 and 3.1 are read`);
  }
  if (!isObject(info)) throw new SpecsError(`${name} has no info`);
  if (!isObject(paths) || Object.keys(paths).length === 0) {
    throw new SpecsError(`${name} has no paths; perhaps it was cut off`);
  }
}

/**
 * Reads an OpenAPI document of version 3.0 or 3.1: YAML or JSON, with or without a byte order mark.
 *
 * @param name - What to call it in messages.
 * @param bytes - Its bytes.
 * @returns The document as plain JSON, anchors resolved.
 * @throws {@link SpecsError} When it is something else, damaged, or grows beyond bounds.
 */
export function readDocument(name: string, bytes: Uint8Array): OpenApiDocument {
  let value: Json;
  try {
    value = toPlain(name, parse(name, decode(name, bytes)), { values: 0 });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SpecsError(`${name} is nested too deeply, or an anchor in it contains itself`);
  }
  assertOpenApi(name, value);
  return value;
}
