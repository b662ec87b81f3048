import type { Row, Rows } from "./read-rows.ts";
import { type OnBytes, readText } from "./read-text.ts";
import { UnreadableInput } from "./unreadable-input.ts";

class JsonRow implements Row {
  readonly line: number;
  readonly #values: Readonly<Record<string, string | null>>;

  constructor(values: Readonly<Record<string, string | null>>, line: number) {
    this.#values = values;
    this.line = line;
  }

  get columns(): readonly string[] {
    return Object.keys(this.#values);
  }

  value(column: string): string | undefined {
    return Object.hasOwn(this.#values, column) ? (this.#values[column] ?? undefined) : undefined;
  }
}

/** `JSON.parse` with the source text of each primitive, of which TypeScript's library knows nothing yet. */
type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

const parseWithSource = JSON.parse as ParseWithSource;

/** Numbers keep the digits that were written; a binary float never stands between. */
function keepDigits(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value === "number") return context.source;
  if (typeof value === "boolean") return String(value);
  return value === "" ? null : value;
}

function parseLine(text: string, file: string, line: number): Row {
  const fail = (message: string): never => {
    throw new UnreadableInput({ file, line, rule: "broken-json", message });
  };
  let value: unknown;
  try {
    value = parseWithSource(text, keepDigits);
  } catch (error) {
    return fail(`is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return fail("is not a JSON object; each line must hold one record");
  }
  const nested = Object.entries(value).find(
    ([, member]) => typeof member === "object" && member !== null,
  );
  if (nested !== undefined) return fail(`has a nested value under "${nested[0]}"`);
  return new JsonRow(value as Record<string, string | null>, line);
}

/** A last line without a line end is whole when it is JSON: an object shows its own end. */
function parseLastLine(text: string, file: string, line: number): Row {
  try {
    return parseLine(text, file, line);
  } catch (error) {
    if (!(error instanceof UnreadableInput) || !error.message.startsWith("is not JSON"))
      throw error;
    const message = "ends in the middle of a record";
    const fix = "Wait until it is written whole, and read it again.";
    throw new UnreadableInput({ file, line, rule: "cut-off", message, fix });
  }
}

/**
 * Reads text as JSON Lines: one flat object a line; numbers keep their written digits.
 *
 * @param pieces - The text.
 * @param name - What it comes from, for messages.
 * @returns Rows piece by piece.
 * @throws {@link UnreadableInput} On a line that is no flat JSON object, such as one that is cut off.
 */
export async function* parseJsonLines(
  pieces: AsyncIterable<string>,
  name: string,
): AsyncGenerator<Rows> {
  let line = 1;
  let rest = "";
  for await (const text of pieces) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    const rows: Row[] = [];
    for (const content of lines) {
      if (content.trim() !== "") rows.push(parseLine(content, name, line));
      line += 1;
    }
    yield { rows };
  }
  if (rest.trim() !== "") yield { rows: [parseLastLine(rest, name, line)] };
}

/**
 * Streams the rows of a JSON Lines file: one flat object a line; numbers keep their written digits.
 *
 * @param file - The file's path.
 * @param onBytes - Is told of every piece that was read.
 * @returns Rows piece by piece.
 * @throws {@link UnreadableInput} On a line that is no flat JSON object, or wrong encoding.
 */
export function readJsonRows(file: string, onBytes?: OnBytes): AsyncGenerator<Rows> {
  return parseJsonLines(readText(file, onBytes), file);
}
