import type { DeclaredOperation } from "../contract-document.ts";
import type { Exchange } from "../exchange.ts";
import type { Rule } from "./list-rules.ts";

/** What stands for a value that is not there. */
const NOTHING = Symbol("nothing");

/** A value that breaks the rule and no other, as far as that can be. */
function toBadValue({ kind, limit }: Rule): unknown {
  const values: Record<Rule["kind"], () => unknown> = {
    required: () => NOTHING,
    minimum: () => (Number(limit) < 1 ? -1 : Number(limit) - 1),
    maximum: () => Number(limit) + 1,
    minLength: () => "x".repeat(Number(limit) - 1),
    maxLength: () => "x".repeat(Number(limit) + 1),
    minItems: () => [],
    minProperties: () => ({}),
    pattern: () => "?",
    enum: () => "not-in-the-list",
    format: () => "soon",
  };
  return values[kind]();
}

/** Puts a value at a path such as `.period.from` or `[].id`; only the first item of an array is changed. */
function place(target: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step === "[]") {
    const items = Array.isArray(target) ? target : [];
    return [place(items[0], rest, value), ...items.slice(1)];
  }
  const { [step]: before, ...others } = (target ?? {}) as Record<string, unknown>;
  const after = place(before, rest, value);
  return after === NOTHING ? others : { ...others, [step]: after };
}

function toSteps(at: string): string[] {
  return at.match(/\[\]|[^.[\]]+/g) ?? [];
}

const utf8 = new TextEncoder();

/** A form without any of its fields. */
function withoutFields(exchange: Exchange): Exchange {
  const type = exchange.requestHeaders["content-type"] ?? "";
  const boundary = /boundary=(.+)$/.exec(type)?.[1] ?? "";
  const other = 'content-disposition: form-data; name="other"\r\n\r\nx';
  const body = `--${boundary}\r\n${other}\r\n--${boundary}--\r\n`;
  return { ...exchange, requestBody: utf8.encode(body) };
}

function breakBody(exchange: Exchange, rule: Rule): Exchange {
  if (rule.at === "" && rule.kind === "required") {
    const { "content-type": _, ...requestHeaders } = exchange.requestHeaders;
    return { ...exchange, requestHeaders, requestBody: new Uint8Array() };
  }
  const type = exchange.requestHeaders["content-type"] ?? "";
  if (type.startsWith("multipart/")) return withoutFields(exchange);
  const body: unknown = JSON.parse(new TextDecoder().decode(exchange.requestBody));
  const broken = place(body, toSteps(rule.at), toBadValue(rule));
  return { ...exchange, requestBody: utf8.encode(JSON.stringify(broken)) };
}

function breakQuery(exchange: Exchange, rule: Rule): Exchange {
  const url = new URL(exchange.url, "http://server.invalid");
  const value = toBadValue(rule);
  // The name of a parameter may have dots of its own.
  const name = rule.at.slice(1);
  if (value === NOTHING) url.searchParams.delete(name);
  else url.searchParams.set(name, String(value));
  return { ...exchange, url: url.pathname + url.search };
}

function breakPath(exchange: Exchange, rule: Rule, { path }: DeclaredOperation): Exchange {
  const templates = path.split("/");
  const [pathname = "", query] = exchange.url.split("?");
  const segments = pathname.split("/");
  const at = templates.indexOf(`{${rule.at.slice(1)}}`) - templates.length;
  segments[segments.length + at] = encodeURIComponent(String(toBadValue(rule)));
  return { ...exchange, url: [segments.join("/"), query].filter(Boolean).join("?") };
}

/**
 * Makes of a good request one that breaks a rule.
 *
 * @param exchange - The good exchange.
 * @param rule - The rule.
 * @param operation - The operation of both.
 * @returns The same with a request that breaks it.
 */
export function breakRule(exchange: Exchange, rule: Rule, operation: DeclaredOperation): Exchange {
  if (rule.part === "body") return breakBody(exchange, rule);
  return rule.part === "query" ? breakQuery(exchange, rule) : breakPath(exchange, rule, operation);
}
