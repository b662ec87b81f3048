import { type Cursor, createCursor } from "./cursor.ts";
import type { Comparison, Expression, RqlValue } from "./expression.ts";
import { RqlError } from "./expression.ts";

const PROPERTY = /[A-Za-z][\w.-]*/;
const SIGNED_PROPERTY = /[+-]?[A-Za-z][\w.-]*/;
/** Anything else needs quotes; a quoted value cannot hold its own quote. */
const PLAIN_VALUE = /[\w .\-:+@*\\]+/;
const QUOTED_VALUE = /"[^"]*"|'[^']*'/;
const COMPARISONS: readonly string[] = ["eq", "ne", "gt", "ge", "lt", "le", "like", "ilike"];

function isComparison(word: string): word is Comparison {
  return COMPARISONS.includes(word);
}

function parseValue(cursor: Cursor): RqlValue {
  if (cursor.skip("null()")) return { kind: "null" };
  if (cursor.skip("empty()")) return { kind: "empty" };
  const quoted = cursor.take(QUOTED_VALUE);
  if (quoted !== undefined) return { kind: "text", text: quoted.slice(1, -1) };
  const text = cursor.take(PLAIN_VALUE) ?? cursor.fail("a value");
  return { kind: "text", text };
}

function parseProperty(cursor: Cursor): string {
  return cursor.take(PROPERTY) ?? cursor.fail("a property");
}

function parseListOf<Part>(cursor: Cursor, parsePart: (cursor: Cursor) => Part): Part[] {
  const parts = [parsePart(cursor)];
  while (cursor.skip(",")) parts.push(parsePart(cursor));
  cursor.expect(")");
  return parts;
}

/** `in(property,(a,b))`; a list without parentheses is an error. */
function parseList(cursor: Cursor, operator: "in" | "out"): Expression {
  const property = parseProperty(cursor);
  cursor.expect(",");
  cursor.expect("(");
  const values = parseListOf(cursor, parseValue);
  cursor.expect(")");
  return { kind: "list", operator, property, values };
}

/** What follows `word(`. */
function parseCall(cursor: Cursor, word: string): Expression {
  if (word === "in" || word === "out") return parseList(cursor, word);
  if (word === "and" || word === "or") {
    return { kind: word, parts: parseListOf(cursor, parseTerm) };
  }
  if (word === "not") {
    const part = parseTerm(cursor);
    cursor.expect(")");
    return { kind: "not", part };
  }
  if (word === "ordering" || word === "select") {
    const properties = parseListOf(
      cursor,
      (here) => here.take(SIGNED_PROPERTY) ?? here.fail("a property"),
    );
    return word === "ordering" ? { kind: word, properties } : { kind: word };
  }
  if (!isComparison(word)) throw new RqlError(`there is no operator "${word}"`);
  const property = parseProperty(cursor);
  cursor.expect(",");
  const value = parseValue(cursor);
  cursor.expect(")");
  return { kind: "comparison", operator: word, property, value };
}

/** `property=value`, `property=like=value` or `property!=value`. */
function parseAssignment(cursor: Cursor, property: string): Expression {
  if (cursor.skip("!=")) {
    return { kind: "comparison", operator: "ne", property, value: parseValue(cursor) };
  }
  cursor.expect("=");
  const word = cursor.take(/(?:eq|ne|gt|ge|lt|le|i?like)=/)?.slice(0, -1);
  const operator = word !== undefined && isComparison(word) ? word : "eq";
  return { kind: "comparison", operator, property, value: parseValue(cursor) };
}

/** What stands between parentheses: terms joined by `&` or `,`, or by `|` or `;`, never both. */
function parseGroup(cursor: Cursor): Expression {
  const parts = [parseTerm(cursor)];
  const first = cursor.take(/[&,|;]/);
  if (first !== undefined) {
    const kind = "&,".includes(first) ? "and" : "or";
    const separator = kind === "and" ? /[&,]/ : /[|;]/;
    do parts.push(parseTerm(cursor));
    while (cursor.take(separator) !== undefined);
    cursor.expect(")");
    return { kind, parts };
  }
  cursor.expect(")");
  return { kind: "and", parts };
}

function parseTerm(cursor: Cursor): Expression {
  if (cursor.skip("(")) return parseGroup(cursor);
  const word = parseProperty(cursor);
  return cursor.skip("(") ? parseCall(cursor, word) : parseAssignment(cursor, word);
}

/**
 * Reads a query in RQL.
 *
 * @param text - The query string, percent-decoded; `limit` and `offset` are comparisons like others.
 * @returns Its terms, which must all hold.
 * @throws {@link RqlError} When it is not RQL.
 */
export function parseRql(text: string): readonly Expression[] {
  const cursor = createCursor(text);
  const terms: Expression[] = [];
  while (!cursor.isAtEnd()) {
    terms.push(parseTerm(cursor));
    if (!cursor.isAtEnd() && cursor.take(/[&,]/) === undefined) cursor.fail('"&" or ","');
  }
  return terms;
}
