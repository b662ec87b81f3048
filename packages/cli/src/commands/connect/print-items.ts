import { formatInstant } from "@usage-billing/core";
import type { CommandContext } from "../../context.ts";
import { count } from "../../output/count.ts";
import { toPrintable } from "../../output/printable.ts";
import { formatTable } from "../../output/table.ts";
import type { ConnectOptions } from "./connect-command.ts";

/** A column of a list on a terminal. */
export interface ItemColumn<Item> {
  /** The words above it. */
  readonly title: string;
  /** Numbers stand on the right. */
  readonly align?: "left" | "right";
  /** What stands in it. */
  readonly cell: (item: Item) => string | undefined;
}

const INSTANTS: ReadonlySet<string> = new Set(["at", "start", "end", "closedAt"]);
/** What the channel answered is told by the other members; links are secrets and soon over. */
const HIDDEN: ReadonlySet<string> = new Set([
  "raw",
  "uploadedLink",
  "processedLink",
  "reconciliationLink",
]);

function toPlainValue(name: string, value: unknown): unknown {
  if (HIDDEN.has(name)) return undefined;
  return typeof value === "number" && INSTANTS.has(name) ? formatInstant(value) : value;
}

/**
 * Writes an item as JSON: times as text in UTC, quantities and amounts as exact decimal text.
 *
 * @param item - What a list or an operation gives.
 * @returns One line, without signed links.
 */
function toJson(item: object): string {
  return JSON.stringify(item, toPlainValue);
}

function flatten(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (value === null || typeof value !== "object") return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) =>
    flatten(inner, path === "" ? name : `${path}.${name}`),
  );
}

function formatDetails(item: object): string {
  const lines = flatten(JSON.parse(toJson(item)), "");
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, text]) => `${name.padEnd(width)}  ${toPrintable(text)}`).join("\n");
}

/**
 * Prints all that is known of an item.
 *
 * @param item - The item.
 * @param options - Whether JSON is wanted.
 * @param context - Where output goes.
 */
export function printItem(
  item: object,
  { json }: Pick<ConnectOptions, "json">,
  { print }: CommandContext,
): void {
  print(json === true ? toJson(item) : formatDetails(item));
}

/**
 * Prints what was done: a sentence, or the item as JSON.
 *
 * @param done - The sentence, and the item as it is now.
 * @param options - Whether JSON is wanted.
 * @param context - Where output goes.
 */
export function printDone(
  { sentence, item }: { readonly sentence: string; readonly item: object },
  { json }: Pick<ConnectOptions, "json">,
  { print }: CommandContext,
): void {
  print(json === true ? toJson(item) : toPrintable(sentence));
}

const ROWS_OF_A_TABLE = 1_000;

async function printTables<Item extends object>(
  items: AsyncIterable<Item>,
  columns: readonly ItemColumn<Item>[],
  { print }: CommandContext,
): Promise<number> {
  let rows: (readonly string[])[] = [];
  let printed = 0;
  const flush = (): void => {
    if (rows.length > 0) print(formatTable(columns, rows));
    printed += rows.length;
    rows = [];
  };
  for await (const item of items) {
    rows.push(columns.map(({ cell }) => cell(item) ?? ""));
    if (rows.length === ROWS_OF_A_TABLE) flush();
  }
  flush();
  return printed;
}

/**
 * Prints a list as it comes: a table for every thousand items, or a line of JSON each.
 *
 * @param items - The items, and how one of them is called.
 * @param columns - The columns of the table.
 * @param output - Whether JSON is wanted, and where output goes.
 */
export async function printList<Item extends object>(
  { items, noun }: { readonly items: AsyncIterable<Item>; readonly noun: string },
  columns: readonly ItemColumn<Item>[],
  output: { readonly options: Pick<ConnectOptions, "json">; readonly context: CommandContext },
): Promise<void> {
  const { options, context } = output;
  if (options.json === true) {
    for await (const item of items) context.print(toJson(item));
    return;
  }
  const printed = await printTables(items, columns, context);
  context.warn(`${count(printed, noun)}.`);
}
