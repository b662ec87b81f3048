import { formatInstant, formatPeriod, type Period } from "@usage-billing/core";
import type {
  Difference,
  DifferenceKind,
  Reconciliation,
  RepairProposal,
} from "@usage-billing/reporter";
import { count } from "./count.ts";
import { describeError } from "./describe-error.ts";
import { STATE_WORDS } from "./state-words.ts";
import { formatTable } from "./table.ts";

/** What each kind of difference is called for people. */
const KIND_WORDS: Readonly<Record<DifferenceKind, string>> = {
  altered: "altered",
  "closed-without-reference": "closed without billing reference",
  duplicate: "duplicate",
  "missing-there": "missing there",
  "quantity-differs": "quantity differs",
  rejected: "rejected",
  trimmed: "trimmed",
  "unknown-here": "unknown here",
};

const VERDICTS: Readonly<Record<Reconciliation["verdict"], string>> = {
  clean: "Clean: both sides are equal.",
  drift: "Drift: both sides differ.",
  incomplete: "Incomplete: nobody can say yet whether both sides are equal.",
};

const TOTALS = [
  { title: "meter" },
  { title: "records", align: "right" },
  { title: "reported", align: "right" },
  { title: "pieces", align: "right" },
  { title: "held", align: "right" },
  { title: "difference", align: "right" },
] as const;

const KINDS = [
  { title: "difference" },
  { title: "meter" },
  { title: "count", align: "right" },
  { title: "reported", align: "right" },
  { title: "held", align: "right" },
] as const;

const DETAILS = [
  { title: "difference" },
  { title: "record" },
  { title: "subscription" },
  { title: "meter" },
  { title: "period" },
  { title: "reported", align: "right" },
  { title: "held", align: "right" },
  { title: "reference" },
] as const;

const NO_METER = "(none)";

function formatInFlight({ inFlight }: Reconciliation): readonly string[] {
  return inFlight.map(({ state, meter, count: records, quantity }) => {
    const { next = "" } = STATE_WORDS[state];
    const unit = meter === undefined ? "" : ` of ${meter}`;
    return `  in flight: ${count(records, "record")} ${state} (${quantity}${unit}). ${next}.`;
  });
}

function formatUnread({ unread }: Reconciliation): readonly string[] {
  return unread.map(({ subscription, error }) => {
    const place = subscription === undefined ? "a part of the channel" : subscription;
    return `  not read: ${place}: ${describeError(error)}`;
  });
}

/**
 * Prints what a reconciliation comes to.
 *
 * @param found - The reconciliation.
 * @returns Lines: verdict, totals by meter, differences by kind, and what it lacks.
 */
export function formatHead(found: Reconciliation): readonly string[] {
  const { channel, period, matched, totals, differenceTotals, listed, verdict } = found;
  const rows = totals.map((total) => [
    total.meter ?? NO_METER,
    ...[total.records, total.reported, total.pieces, total.held, total.difference].map(String),
  ]);
  const kinds = differenceTotals.map(({ kind, meter, count: number, reported, held }) => [
    KIND_WORDS[kind],
    meter ?? NO_METER,
    ...[number, reported, held].map(String),
  ]);
  const note =
    listed === "all"
      ? []
      : ["  Only subscriptions that the ledger knows were listed; the channel lists no other way."];
  return [
    `${channel}, ${formatPeriod(period)}: ${count(matched, "pair")} equal. ${VERDICTS[verdict]}`,
    ...note,
    ...formatInFlight(found),
    ...formatUnread(found),
    ...(rows.length === 0 ? [] : ["", formatTable(TOTALS, rows)]),
    ...(kinds.length === 0 ? [] : ["", formatTable(KINDS, kinds)]),
  ];
}

/** What a difference is about. */
export interface DifferenceFact {
  readonly subscription: string;
  readonly meter: string | undefined;
  readonly period: Period | undefined;
}

/** The fact that a difference is about, as the record has it, else as the channel has it. */
export function factOf({ reported, held }: Difference): DifferenceFact {
  const side = reported?.record ?? held;
  return { subscription: side?.subscription ?? "", meter: side?.meter, period: side?.period };
}

function toCells(difference: Difference): readonly string[] {
  const { kind, reported, held } = difference;
  const { subscription, meter, period } = factOf(difference);
  return [
    KIND_WORDS[kind],
    reported?.record.recordId ?? held?.recordId ?? "",
    subscription,
    meter ?? "",
    period === undefined ? "" : `${formatInstant(period.start)}/${formatInstant(period.end)}`,
    reported?.record.quantity.toString() ?? "",
    held?.quantity.toString() ?? "",
    held?.reference ?? reported?.reference ?? "",
  ];
}

/**
 * Prints differences as a table.
 *
 * @param differences - The differences.
 * @returns The table.
 */
export function formatDifferences(differences: readonly Difference[]): string {
  return formatTable(DETAILS, differences.map(toCells));
}

/** What is done, for people. */
export const ACTION_WORDS: Readonly<Record<RepairProposal["action"], string>> = {
  ask: "a person decides",
  correct: "correct",
  "send-again": "send again",
  "take-back": "take back",
  "take-word": "take the channel's word",
};

/**
 * Names a difference in a few words.
 *
 * @param difference - The difference.
 * @returns Its kind with the record, or with the channel's reference.
 */
export function nameDifference({ kind, reported, held }: Difference): string {
  const name = reported?.record.recordId ?? held?.reference ?? "";
  return `${KIND_WORDS[kind]}: ${name}`;
}
