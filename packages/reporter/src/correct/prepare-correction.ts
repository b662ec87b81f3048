import type { UsageRecord } from "@usage-billing/core";
import type { Ledger, LedgerRecord } from "@usage-billing/ledger";
import { requireChannel } from "../change/changeable.ts";
import type { Settings } from "../settings.ts";
import type { CorrectionChange, CorrectionPlan, CorrectionRefusal } from "./correction-types.ts";
import { findClash } from "./find-clash.ts";
import { decidePlan } from "./plan-correction.ts";
import { revisionIds } from "./revision-ids.ts";
import type { Standing } from "./standing-problem.ts";

const UNKNOWN: Omit<CorrectionRefusal, "recordId"> = {
  status: "refused",
  rule: "unknown-record",
  reason: "is not in the ledger",
  fix: "Check the id; list and show print it.",
};

/** What only a record's log says: whether a credit note was stated for it, and what it was refused for. */
async function readPast(
  ledger: Ledger,
  { record, state }: LedgerRecord,
): Promise<Pick<Standing, "isCredited" | "refusedFor">> {
  if (state !== "accepted" && state !== "refused") return { isCredited: false };
  const history = await ledger.history(record.recordId);
  const isCredited = history.some(
    ({ kind, body }) => kind === "revision" && Reflect.get(Object(body), "result") === "credited",
  );
  const ended = history.findLast(({ kind }) => kind === "correction-outcome");
  const isKept = Reflect.get(Object(ended?.body), "record") === "kept";
  if (state !== "refused" || !isKept) return { isCredited };
  const begun = history.findLast(({ kind }) => kind === "correction-intent");
  return { isCredited, refusedFor: String(Reflect.get(Object(begun?.body), "record")) };
}

async function findReplacing(
  ledger: Ledger,
  { state, replacedBy }: LedgerRecord,
): Promise<{ readonly replacing?: UsageRecord }> {
  if (state !== "correcting" || replacedBy === undefined) return {};
  const replacing = await ledger.record(replacedBy);
  return replacing === undefined ? {} : { replacing: replacing.record };
}

function isSameUsage(one: UsageRecord, other: UsageRecord): boolean {
  return (
    one.quantity.equals(other.quantity) &&
    one.meter === other.meter &&
    one.period.start === other.period.start &&
    one.period.end === other.period.end
  );
}

/** The first id that is free, or that of the same correction that came to nothing before. */
async function pickId(
  ledger: Ledger,
  held: LedgerRecord,
  { changed, source }: { readonly changed: UsageRecord; readonly source: string | undefined },
): Promise<string> {
  if (held.state === "correcting" && held.replacedBy !== undefined) return held.replacedBy;
  for (const recordId of revisionIds(held.record, changed, source)) {
    const known = await ledger.record(recordId);
    if (known === undefined) return recordId;
    if (known.state === "refused" && isSameUsage(known.record, changed)) return recordId;
  }
  throw new Error("revisions have an end");
}

/** The derivation of ids: how the vendor's source is called. */
export interface PlanningOptions {
  /** The name of the source that record ids are derived with; replacements are then its next revisions. */
  readonly source?: string;
}

/**
 * Plans the correction of a record from what the ledger knows. Sends nothing and changes nothing.
 *
 * @param settings - The reporter's settings.
 * @param recordId - The record's id.
 * @param wanted - What is to be otherwise, and how ids are derived.
 * @returns What is to be done, or why nothing is.
 */
export async function prepareCorrection(
  settings: Settings,
  recordId: string,
  wanted: { readonly change: CorrectionChange } & PlanningOptions,
): Promise<CorrectionPlan | CorrectionRefusal> {
  const { ledger } = settings;
  const held = await ledger.record(recordId);
  if (held === undefined) return { ...UNKNOWN, recordId };
  const channel = requireChannel(settings, held.record);
  const { capabilities } = channel;
  const before = {
    ...(await readPast(ledger, held)),
    ...(await findReplacing(ledger, held)),
  };
  const check = (record: UsageRecord) => channel.check(record);
  const plan = decidePlan({ held, capabilities, check, ...before }, wanted.change);
  if (plan.status === "refused" || plan.replacement === undefined) return plan;
  // What makes up for a record is no revision of the fact of its own period, which may have some.
  const isRevision = !plan.action.startsWith("compensate");
  const id = { changed: plan.replacement, source: isRevision ? wanted.source : undefined };
  const replacement = { ...plan.replacement, recordId: await pickId(ledger, held, id) };
  const clash = await findClash(ledger, { ...plan, replacement }, capabilities);
  if (clash !== undefined) return { status: "refused", recordId, ...clash };
  return { ...plan, replacement };
}
