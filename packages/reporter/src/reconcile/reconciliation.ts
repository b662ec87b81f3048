import type { Instant } from "@usage-billing/core";
import { Quantity } from "@usage-billing/core";
import {
  type Ledger,
  type LedgerRecord,
  type RecordState,
  recordMachine,
} from "@usage-billing/ledger";
import type { Comparison } from "./comparison.ts";
import { describeDifference } from "./describe-difference.ts";
import type { KeptDifference } from "./difference-store.ts";
import { fromKey, type KeyCapabilities } from "./piece.ts";
import type {
  Difference,
  DifferenceTotal,
  HeldSide,
  ReconcileOptions,
  Reconciliation,
  ReportedSide,
  UnreadPart,
} from "./reconcile-types.ts";
import { standingOf } from "./standing.ts";

/** The states of records of which nobody can say whether the channel holds them. */
export const IN_FLIGHT: readonly RecordState[] = (
  Object.keys(recordMachine.states) as readonly RecordState[]
).filter((state) => standingOf(state) === "maybe");

/** What a reconciliation is made of. */
export interface Findings {
  readonly comparison: Comparison;
  readonly options: ReconcileOptions;
  readonly at: Instant;
  readonly listed: Reconciliation["listed"];
  readonly unread: readonly UnreadPart[];
  readonly differenceTotals: readonly DifferenceTotal[];
  readonly remove: () => void;
}

function toReportedSide({
  record,
  state,
  deliveryId,
  reference,
  outcome,
}: LedgerRecord): ReportedSide {
  const billed = outcome?.status === "accepted" ? outcome.billingReference : undefined;
  return {
    ...{ record, state },
    ...(deliveryId === undefined ? {} : { deliveryId }),
    ...(reference === undefined ? {} : { reference }),
    ...(billed === undefined ? {} : { billingReference: billed }),
  };
}

function toHeldSide(
  held: KeptDifference["held"],
  capabilities: KeyCapabilities,
): HeldSide | undefined {
  if (held === undefined) return undefined;
  const { key, quantity, ...piece } = held;
  return { ...piece, ...fromKey(key, capabilities), quantity: Quantity.parse(quantity) };
}

async function toDifference(
  { kind, recordId, held, problem }: KeptDifference,
  ledger: Ledger,
  capabilities: KeyCapabilities,
): Promise<Difference> {
  const known = recordId === undefined ? undefined : await ledger.record(recordId);
  const heldSide = toHeldSide(held, capabilities);
  const sides = {
    ...(known === undefined ? {} : { reported: toReportedSide(known) }),
    ...(heldSide === undefined ? {} : { held: heldSide }),
  };
  const refusal = known?.outcome?.status === "refused" ? known.outcome.problem : undefined;
  const reasonOf = problem ?? (kind === "rejected" ? refusal : undefined);
  return {
    ...{ kind, ...sides, reason: describeDifference(kind, sides) },
    ...(reasonOf === undefined ? {} : { problem: reasonOf }),
  };
}

function judge(
  parts: Pick<Reconciliation, "differenceTotals" | "inFlight" | "isOpen" | "unread">,
): Reconciliation["verdict"] {
  if (parts.isOpen || parts.inFlight.length > 0 || parts.unread.length > 0) return "incomplete";
  return parts.differenceTotals.length > 0 ? "drift" : "clean";
}

/**
 * Makes what a reconciliation gives of what it found.
 *
 * @param findings - What it found.
 * @returns The reconciliation.
 */
export function createReconciliation(findings: Findings): Reconciliation {
  const { comparison, options, at, listed, unread, differenceTotals, remove } = findings;
  const { channel, ledger, period } = options;
  const { differences, pieces, capabilities, totals, matched } = comparison;
  const inFlight = totals.inFlight();
  const isOpen = period.end > at;
  return {
    ...{ channel: channel.id, period, at, isOpen, listed, matched, differenceTotals, inFlight },
    ...{ unread, totals: totals.byMeter() },
    verdict: judge({ differenceTotals, inFlight, isOpen, unread }),
    async *differences() {
      for (const kept of differences.list()) yield toDifference(kept, ledger, capabilities);
    },
    async *recordsInFlight() {
      for (const recordId of pieces.recordsIn(IN_FLIGHT)) {
        const held = await ledger.record(recordId);
        if (held !== undefined && standingOf(held.state) === "maybe") yield toReportedSide(held);
      }
    },
    close: remove,
  };
}
