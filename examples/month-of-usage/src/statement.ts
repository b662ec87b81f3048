import { parseInstant, Quantity } from "@usage-billing/core";
import type { TwinUsage } from "@usage-billing/twins";
import type { SampleRow } from "./sample.ts";

/** Records and the exact sum of one channel's meter, as sent and as held. */
export interface StatementLine {
  readonly channel: string;
  readonly meter: string;
  readonly sentRecords: number;
  readonly sentQuantity: Quantity;
  readonly heldRecords: number;
  readonly heldQuantity: Quantity;
  /** Whether every record is accounted for: equal pairs, not only equal sums. */
  readonly isEqual: boolean;
}

interface Piece {
  readonly channel: string;
  readonly meter: string;
  readonly quantity: string;
  /** What must be equal on both sides for this very record. */
  readonly identity: string;
}

/** Rebilly has no meters: which one a usage belongs to follows from its subscription. */
function metersOfRebilly(rows: readonly SampleRow[]): ReadonlyMap<string, string> {
  const ofRebilly = rows.filter(({ channel }) => channel === "rebilly");
  return new Map(ofRebilly.map(({ subscription, meter }) => [subscription, meter]));
}

function identify(usage: Pick<SampleRow, "subscription" | "meter" | "start" | "quantity">): string {
  const { subscription, meter, start, quantity } = usage;
  return [subscription, meter, parseInstant(start), Quantity.parse(quantity)].join("|");
}

function sentPieces(rows: readonly SampleRow[]): readonly Piece[] {
  return rows.map((row) => ({ ...row, identity: identify(row) }));
}

function heldPieces(
  held: readonly TwinUsage[],
  meters: ReadonlyMap<string, string>,
): readonly Piece[] {
  return held.map((usage) => {
    const meter = usage.meter ?? meters.get(usage.subscription) ?? "?";
    return { ...usage, meter, identity: identify({ ...usage, meter }) };
  });
}

function sum(pieces: readonly Piece[]): Quantity {
  return pieces.reduce(
    (total, { quantity }) => total.plus(Quantity.parse(quantity)),
    Quantity.zero,
  );
}

function haveEqualPairs(sent: readonly Piece[], held: readonly Piece[]): boolean {
  const [left, right] = [sent, held].map((pieces) => pieces.map(({ identity }) => identity).sort());
  return JSON.stringify(left) === JSON.stringify(right);
}

/**
 * Compares what was sent with what the channels hold, meter by meter and record by record.
 *
 * @param rows - What was sent.
 * @param held - What the twins hold.
 * @returns A line for every meter that either side knows.
 */
export function makeStatement(
  rows: readonly SampleRow[],
  held: readonly TwinUsage[],
): readonly StatementLine[] {
  const sent = Map.groupBy(sentPieces(rows), ({ channel, meter }) => `${channel} ${meter}`);
  const stored = Map.groupBy(
    heldPieces(held, metersOfRebilly(rows)),
    ({ channel, meter }) => `${channel} ${meter}`,
  );
  return [...new Set([...sent.keys(), ...stored.keys()])].sort().map((key) => {
    const [ours, theirs] = [sent.get(key) ?? [], stored.get(key) ?? []];
    const [channel = "", meter = ""] = key.split(" ");
    return {
      channel,
      meter,
      sentRecords: ours.length,
      sentQuantity: sum(ours),
      heldRecords: theirs.length,
      heldQuantity: sum(theirs),
      isEqual: haveEqualPairs(ours, theirs),
    };
  });
}
