import type { ChannelCapabilities, HeldUsage, UsageRecord } from "@usage-billing/core";
import type { LedgerRecord, RecordState } from "@usage-billing/ledger";

/** A record of the ledger, as small as it can be compared. */
export interface ReportedPiece {
  readonly recordId: string;
  readonly state: RecordState;
  /** What was reported, exact decimal text. */
  readonly quantity: string;
  /** What the ledger knows that the channel stored instead, exact decimal text. */
  readonly stored?: string;
  /** Whether the channel may store less. */
  readonly mayBeTrimmed: boolean;
  /** The channel's own id of it. */
  readonly reference?: string;
}

/** A piece of held usage, as small as it can be compared. */
export interface HeldPiece {
  readonly reference: string;
  /** What is held, exact decimal text. */
  readonly quantity: string;
  readonly status: string;
  readonly recordId?: string;
  readonly billingReference?: string;
}

/** The facts that a piece is found by, in parts. */
type Fact = Pick<UsageRecord, "meter" | "period" | "subscription">;

/** A fact as a key tells it. */
export type KeyedFact = Pick<HeldUsage, "meter" | "period" | "subscription">;

/** What of the capabilities decides how pieces are found. */
export type KeyCapabilities = Pick<ChannelCapabilities, "meter" | "time" | "timeResolution">;

/**
 * Makes the key that a record and its held usage have in common: subscription, meter and time, as far as
 * the channel keeps them. Keys sort by subscription, meter and start.
 *
 * @param fact - The record or the held usage.
 * @param capabilities - The channel's.
 * @returns The key.
 */
export function toKey(fact: Fact, { meter, time, timeResolution }: KeyCapabilities): string {
  const { start } = fact.period;
  // Where ends are inclusive, the shortest period and an instant look alike.
  const end = fact.period.end - start <= timeResolution ? start : fact.period.end;
  const parts = [
    fact.subscription,
    meter === "unused" ? "" : (fact.meter ?? ""),
    instantKey(start),
  ];
  if (time === "period") parts.push(instantKey(end));
  return parts.join(SEPARATOR);
}

/**
 * Reads a key back.
 *
 * @param key - What {@link toKey} made.
 * @param capabilities - The channel's.
 * @returns The fact as the channel keeps it: an instant has equal ends.
 */
export function fromKey(key: string, { time }: KeyCapabilities): KeyedFact {
  const parts = key.split(SEPARATOR);
  const end = time === "period" ? fromInstantKey(parts.pop()) : undefined;
  const start = fromInstantKey(parts.pop());
  const meter = parts.pop() ?? "";
  return {
    subscription: parts.join(SEPARATOR),
    ...(meter === "" ? {} : { meter }),
    period: { start, end: end ?? start },
  };
}

/**
 * Reads the meter of a key.
 *
 * @param key - What {@link toKey} made.
 * @param capabilities - The channel's.
 * @returns The meter; empty where usage has none.
 */
export function meterOfKey(key: string, { time }: KeyCapabilities): string {
  return key.split(SEPARATOR).at(time === "period" ? -3 : -2) ?? "";
}

const SEPARATOR = "\u001f";
const SHIFT = 10 ** 13;

/** Whole milliseconds as text that sorts like the number, from the year 1653 on. */
function instantKey(instant: number): string {
  return String(instant + SHIFT).padStart(15, "0");
}

function fromInstantKey(text: string | undefined): number {
  return Number(text) - SHIFT;
}

/**
 * Makes the small form of a ledger record.
 *
 * @param held - The record.
 * @returns Its piece.
 */
export function toReportedPiece({
  record,
  state,
  outcome,
  reference,
}: LedgerRecord): ReportedPiece {
  return {
    recordId: record.recordId,
    state,
    quantity: record.quantity.toString(),
    mayBeTrimmed: record.acceptPartial === true || outcome?.status === "partial",
    ...(outcome?.status === "partial" ? { stored: outcome.stored.toString() } : {}),
    ...(reference === undefined ? {} : { reference }),
  };
}

/**
 * Makes the small form of held usage.
 *
 * @param usage - The usage.
 * @returns Its piece.
 */
export function toHeldPiece(usage: HeldUsage): HeldPiece {
  const { reference, quantity, status, recordId, billingReference } = usage;
  return {
    reference,
    quantity: quantity.toString(),
    status,
    ...(recordId === undefined ? {} : { recordId }),
    ...(billingReference === undefined ? {} : { billingReference }),
  };
}

/** Words of channels for usage that somebody has billed. */
const CLOSED: ReadonlySet<string> = new Set(["billed", "closed", "invoiced"]);

/**
 * Tells whether the channel says that usage is billed and does not say where.
 *
 * @param piece - The usage.
 * @returns Whether its state is a closed one and it has no billing reference.
 */
export function isClosedWithoutReference({ status, billingReference }: HeldPiece): boolean {
  return CLOSED.has(status) && billingReference === undefined;
}
