import { parseInstant, Quantity } from "@usage-billing/core";
import type { TwinUsage } from "@usage-billing/twins";
import type { SampleRow } from "./sample.ts";

/** Records and the exact sum of one channel's meter, as they are true and as they are held. */
export interface ComparedLine {
  readonly channel: string;
  readonly meter: string;
  readonly trueRecords: number;
  readonly trueQuantity: Quantity;
  readonly heldRecords: number;
  readonly heldQuantity: Quantity;
  /** How many of the held records name what bills them. */
  readonly billed: number;
  /** Whether every record is accounted for: equal pairs, not only equal sums. */
  readonly isEqual: boolean;
}

interface Piece {
  readonly channel: string;
  readonly meter: string;
  readonly quantity: string;
  readonly isBilled: boolean;
  /** What must be equal on both sides for this very record. */
  readonly identity: string;
}

const NOT_HELD: ReadonlySet<string> = new Set(["rejected", "deleted"]);
const BILLED: ReadonlySet<string> = new Set(["billed", "closed", "invoiced"]);

/** Rebilly has no meters: which one a usage belongs to follows from its subscription. */
function metersOfRebilly(rows: readonly SampleRow[]): ReadonlyMap<string, string> {
  const ofRebilly = rows.filter(({ channel }) => channel === "rebilly");
  return new Map(ofRebilly.map(({ subscription, meter }) => [subscription, meter]));
}

function identify(usage: Pick<SampleRow, "subscription" | "meter" | "start" | "quantity">): string {
  const { subscription, meter, start, quantity } = usage;
  return [subscription, meter, parseInstant(start), Quantity.parse(quantity)].join("|");
}

function heldPieces(
  held: readonly TwinUsage[],
  meters: ReadonlyMap<string, string>,
): readonly Piece[] {
  const counted = held.filter(({ status }) => !NOT_HELD.has(status));
  return counted.map((usage) => {
    const meter = usage.meter ?? meters.get(usage.subscription) ?? "?";
    const isBilled = BILLED.has(usage.status);
    return { ...usage, meter, isBilled, identity: identify({ ...usage, meter }) };
  });
}

function sum(pieces: readonly Piece[]): Quantity {
  return pieces.reduce(
    (total, { quantity }) => total.plus(Quantity.parse(quantity)),
    Quantity.zero,
  );
}

function haveEqualPairs(ours: readonly Piece[], theirs: readonly Piece[]): boolean {
  const [left, right] = [ours, theirs].map((pieces) => pieces.map(({ identity }) => identity));
  return JSON.stringify(left?.sort()) === JSON.stringify(right?.sort());
}

/**
 * Compares what was used with what the channels hold, meter by meter and record by record. It knows
 * nothing of the ledger or the command.
 *
 * @param rows - What was used in truth.
 * @param held - What the twins hold.
 * @returns A line for every meter that either side knows.
 */
export function compare(
  rows: readonly SampleRow[],
  held: readonly TwinUsage[],
): readonly ComparedLine[] {
  const pieces = rows.map((row) => ({ ...row, isBilled: false, identity: identify(row) }));
  const keyOf = ({ channel, meter }: Piece) => `${channel} ${meter}`;
  const used = Map.groupBy<string, Piece>(pieces, keyOf);
  const stored = Map.groupBy(heldPieces(held, metersOfRebilly(rows)), keyOf);
  return [...new Set([...used.keys(), ...stored.keys()])].sort().map((key) => {
    const [ours, theirs] = [used.get(key) ?? [], stored.get(key) ?? []];
    const [channel = "", meter = ""] = key.split(" ");
    return {
      ...{ channel, meter },
      ...{ trueRecords: ours.length, trueQuantity: sum(ours) },
      ...{ heldRecords: theirs.length, heldQuantity: sum(theirs) },
      billed: theirs.filter(({ isBilled }) => isBilled).length,
      isEqual: haveEqualPairs(ours, theirs),
    };
  });
}
