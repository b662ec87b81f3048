import { Quantity } from "@usage-billing/core";
import { refuse } from "../connect-error.ts";
import type { ConnectRecord } from "../records/connect-record.ts";

/** Tells whether a rule's condition holds for a record. */
export type Condition = (record: ConnectRecord) => boolean;

type Reader = (record: ConnectRecord) => Quantity | undefined;

const readers: Readonly<Record<string, Reader>> = {
  usage: ({ quantity }) => quantity,
  quantity: ({ quantity }) => quantity,
  amount: ({ amount }) => amount,
  tier: ({ tier }) => (tier === undefined ? undefined : Quantity.parse(String(tier))),
};

const operators: Readonly<Record<string, (sign: number) => boolean>> = {
  "<": (sign) => sign < 0,
  "<=": (sign) => sign <= 0,
  ">": (sign) => sign > 0,
  ">=": (sign) => sign >= 0,
  "=": (sign) => sign === 0,
  "!=": (sign) => sign !== 0,
};

const COMPARISON = /^\s*([a-z]+)\s*(<=|>=|!=|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*$/;

function parseComparison(text: string): Condition {
  const [, name = "", operator = "", number = ""] = COMPARISON.exec(text) ?? [];
  const read = readers[name];
  const holds = operators[operator];
  if (read === undefined || holds === undefined) {
    return refuse(`rule: "${text.trim()}" is no comparison such as usage <= 100.`);
  }
  const bound = Quantity.parse(number);
  return (record) => {
    const value = read(record);
    return value !== undefined && holds(value.compare(bound));
  };
}

/**
 * Reads the condition of a rule. The API's own grammar is not published; this one is the twin's.
 *
 * @param text - Comparisons of `usage`, `amount` or `tier` with a number, joined by `and`; nothing
 * for a rule that always holds.
 * @returns The condition.
 * @throws {@link Refusal} 400 when it is anything else.
 */
export function parseCondition(text: string | null): Condition {
  if (text === null || text.trim() === "") return () => true;
  const comparisons = text.split(/\sand\s/).map(parseComparison);
  return (record) => comparisons.every((holds) => holds(record));
}
