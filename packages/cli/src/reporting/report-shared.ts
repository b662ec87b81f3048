import { AuthenticationError, type Outcome } from "@usage-billing/core";
import type { LedgerRecord, RecordState } from "@usage-billing/ledger";
import type { SharedLedger } from "@usage-billing/ledger-postgres";
import type {
  ChannelSummary,
  OutcomeSum,
  Reporter,
  ReportFailure,
  ReportSummary,
} from "@usage-billing/reporter";
import type { Progress } from "../output/progress.ts";
import { workUntilDone } from "../service/work-until-done.ts";
import type { CheckedInput } from "./check-input.ts";

/** What is reported together with other processes. */
export interface SharedReport {
  readonly ledger: SharedLedger;
  readonly reporter: Reporter;
  readonly channels: readonly string[];
  /** The input, whose records the summary is about. */
  readonly seen: CheckedInput["seen"];
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

const FAILURES_LISTED = 20;

const STATUS: Readonly<Partial<Record<RecordState, Outcome["status"] | "unsent">>> = {
  accepted: "accepted",
  pending: "pending",
  partial: "partial",
  refused: "refused",
  sending: "unknown",
  unknown: "unknown",
  ambiguous: "unknown",
  waiting: "unsent",
  unsent: "unsent",
};

function add(sums: Map<string, OutcomeSum>, { record, state, outcome }: LedgerRecord): void {
  const status = STATUS[state];
  if (status === undefined) return;
  const { meter, quantity } = record;
  const stored = outcome?.status === "partial" ? outcome.stored : quantity;
  const key = JSON.stringify([status, meter]);
  const before = sums.get(key);
  sums.set(key, {
    status,
    ...(meter === undefined ? {} : { meter }),
    count: 1 + (before?.count ?? 0),
    quantity: before?.quantity.plus(quantity) ?? quantity,
    stored: before?.stored.plus(stored) ?? stored,
  });
}

async function sumUp({ ledger, seen }: SharedReport, channel: string) {
  const sums = new Map<string, OutcomeSum>();
  for await (const held of ledger.records({ channel })) {
    if (seen.has(held.record.recordId)) add(sums, held);
  }
  return [...sums.values()];
}

async function groupFailures(
  { ledger }: SharedReport,
  failures: readonly ReportFailure[],
): Promise<ReadonlyMap<string, readonly ReportFailure[]>> {
  const groups = new Map<string, ReportFailure[]>();
  for (const failure of failures) {
    const held = await ledger.delivery(failure.deliveryId ?? "");
    const channel = held?.delivery.channel ?? "";
    groups.set(channel, [...(groups.get(channel) ?? []), failure]);
  }
  return groups;
}

function summarize(
  channel: string,
  sums: readonly OutcomeSum[],
  failures: readonly ReportFailure[],
): ChannelSummary {
  const rejected = failures.find(({ error }) => error instanceof AuthenticationError);
  const listed = failures.slice(0, FAILURES_LISTED);
  return {
    channel,
    deliveries: 0,
    sums,
    notable: [],
    notableOmitted: 0,
    ...(rejected === undefined ? {} : { error: rejected.error }),
    failures: listed,
    failuresOmitted: failures.length - listed.length,
  };
}

/**
 * Brings what is in a shared ledger to an outcome, together with the other processes that work on it.
 *
 * @param report - Ledger, reporter, channels and input.
 * @returns Where the records of the input stand then, whichever process brought them there.
 */
export async function reportShared(report: SharedReport): Promise<ReportSummary> {
  const { ledger, reporter, channels, signal, progress } = report;
  const totals = new Map<string, number>();
  const failures: ReportFailure[] = [];
  await workUntilDone({
    ...{ ledger, reporter, channels, signal },
    onOpen: (channel, open) => {
      const total = Math.max(open, totals.get(channel) ?? 0);
      totals.set(channel, total);
      progress.update(channel, total - open, total);
    },
    onEvent: (event) => {
      if (event.kind !== "delivered" || event.error === undefined) return;
      failures.push({ error: event.error, deliveryId: event.deliveryId });
    },
  });
  const groups = await groupFailures(report, failures);
  const summaries: ChannelSummary[] = [];
  for (const channel of channels) {
    const sums = await sumUp(report, channel);
    summaries.push(summarize(channel, sums, groups.get(channel) ?? []));
  }
  const isOpen = summaries.some(({ sums }) =>
    sums.some(({ status }) => status === "unsent" || status === "unknown"),
  );
  return { channels: summaries, interrupted: signal.aborted && isOpen };
}
