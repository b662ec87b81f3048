/** A filter as RQL means it. */
export type Parsed =
  | { readonly operator: string; readonly property: string; readonly value: string }
  | {
      readonly operator: "in" | "out";
      readonly property: string;
      readonly values: readonly string[];
    }
  | { readonly operator: "and" | "or" | "not"; readonly parts: readonly Parsed[] }
  | { readonly operator: "ordering" | "select"; readonly properties: readonly string[] };

/** What stands for a property without a value. */
export const NULL = "\u0000null";

const COMPARISONS = ["eq", "ne", "gt", "ge", "lt", "le", "like", "ilike"];

/** Reads a text from left to right. */
class Reader {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }
  match(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern.source, "sy");
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }
  expect(pattern: RegExp): string {
    const found = this.match(pattern);
    if (found !== undefined) return found;
    throw new SyntaxError(`wanted ${pattern.source} at ${this.at} of ${this.text}`);
  }
}

const PROPERTY = /[A-Za-z][\w.-]*/;

/** A quoted value holds anything but its quote; a plain one only what has no meaning elsewhere. */
function readValue(reader: Reader): string {
  if (reader.match(/null\(\)/)) return NULL;
  const quoted = reader.match(/"[^"]*"|'[^']*'/);
  if (quoted !== undefined) return quoted.slice(1, -1);
  const plain = reader.expect(/[\w.:+@*\\ -]+/);
  // A lone `t` is a keyword of the grammar.
  if (plain === "t") throw new SyntaxError("a keyword is no value");
  return plain;
}

function readCall(reader: Reader, operator: string): Parsed {
  reader.expect(/\(/);
  if (operator === "and" || operator === "or" || operator === "not") {
    const parts = [readTerm(reader)];
    while (reader.match(/,/)) parts.push(readTerm(reader));
    reader.expect(/\)/);
    if (operator === "not" && parts.length > 1) throw new SyntaxError("not takes one");
    if (operator !== "not" && parts.length < 2) throw new SyntaxError(`${operator} takes two`);
    return { operator, parts };
  }
  if (operator === "ordering" || operator === "select") {
    const properties = [reader.expect(/-?[A-Za-z][\w.-]*/)];
    while (reader.match(/,/)) properties.push(reader.expect(/-?[A-Za-z][\w.-]*/));
    reader.expect(/\)/);
    return { operator, properties };
  }
  const property = reader.expect(PROPERTY);
  reader.expect(/,/);
  if (operator === "in" || operator === "out") {
    reader.expect(/\(/);
    const values = [readValue(reader)];
    while (reader.match(/,/)) values.push(readValue(reader));
    reader.expect(/\)\)/);
    return { operator, property, values };
  }
  if (!COMPARISONS.includes(operator)) throw new SyntaxError(`${operator} is no operator`);
  const value = readValue(reader);
  reader.expect(/\)/);
  return { operator, property, value };
}

function readTerm(reader: Reader): Parsed {
  const word = reader.expect(PROPERTY);
  if (reader.text[reader.at] === "(") return readCall(reader, word);
  reader.expect(/=/);
  return { operator: "eq", property: word, value: readValue(reader) };
}

/**
 * Reads a query as the server does: percent-decoding, which leaves a plus a plus, and then the grammar.
 * Knows nothing of how queries are written.
 *
 * @param query - The query string.
 * @returns What must all hold.
 * @throws SyntaxError When it is no RQL.
 */
export function parseRql(query: string): readonly Parsed[] {
  const reader = new Reader(decodeURIComponent(query));
  const parts = [readTerm(reader)];
  while (reader.match(/[&,]/)) parts.push(readTerm(reader));
  if (reader.at < reader.text.length) throw new SyntaxError(`left over at ${reader.at}`);
  return parts;
}
