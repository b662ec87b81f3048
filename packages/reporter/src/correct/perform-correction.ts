import type { UsageRecord } from "@usage-billing/core";
import type { DecisionGrounds, Intake, RevisionResult } from "@usage-billing/ledger";
import { requireChannel } from "../change/changeable.ts";
import { correctRecord } from "../change/correct-record.ts";
import { retractRecord } from "../change/retract-record.ts";
import { UnchangeableRecordError } from "../change/unchangeable-record-error.ts";
import type { Settings } from "../settings.ts";
import { askWhetherBilled } from "./ask-whether-billed.ts";
import type {
  CorrectionAction,
  CorrectionChange,
  CorrectionEnd,
  CorrectionPlan,
} from "./correction-types.ts";
import { dismissAttempts } from "./dismiss-attempts.ts";
import { moveRecord } from "./move-record.ts";
import { type PlanningOptions, prepareCorrection } from "./prepare-correction.ts";

/** Why a record is corrected, and how the vendor's source is called. */
export interface CorrectionGrounds extends DecisionGrounds, PlanningOptions {}

/** What actions in the ledger alone come to there. */
const RESULTS: Readonly<Partial<Record<CorrectionAction, RevisionResult>>> = {
  revise: "revised",
  withdraw: "withdrawn",
  compensate: "compensated",
  "compensate-and-credit": "compensated",
  credit: "credited",
};

function requireWords(words: string, what: string): void {
  if (words.trim() === "") throw new TypeError(`a correction has to say ${what}`);
}

function toIntake(settings: Settings, record: UsageRecord): Intake {
  return { record, deliveryKey: requireChannel(settings, record).deliveryKey(record) };
}

async function performInLedger(
  settings: Settings,
  plan: CorrectionPlan,
  cause: { readonly result: RevisionResult; readonly grounds: DecisionGrounds },
): Promise<CorrectionEnd> {
  const { recordId, replacement, credit } = plan;
  await settings.ledger.commitRevision({
    recordId,
    ...cause,
    ...(replacement === undefined ? {} : { replacement: toIntake(settings, replacement) }),
    ...(credit === undefined ? {} : { credit }),
  });
  return { plan, isInLine: replacement !== undefined };
}

/** Only a channel that has the record for good refuses a file by itself; the others are asked. */
async function askFirst(settings: Settings, plan: CorrectionPlan): Promise<void> {
  const held = await settings.ledger.record(plan.recordId);
  if (held === undefined) throw new Error(`the ledger has lost record ${plan.recordId}`);
  const isBegun = held.state === "correcting" || held.state === "retracting";
  const { correction } = requireChannel(settings, held.record).capabilities;
  if (!isBegun && correction !== "upload-again") await askWhetherBilled(settings, plan.recordId);
}

async function performAtChannel(
  settings: Settings,
  plan: CorrectionPlan,
  grounds: DecisionGrounds,
): Promise<CorrectionEnd> {
  const { recordId, action, replacement } = plan;
  const { ledger } = settings;
  const { by } = grounds;
  await askFirst(settings, plan);
  if (action === "retract" || replacement === undefined) {
    await dismissAttempts(ledger, { recordId, by });
    await retractRecord(settings, recordId, grounds);
    return { plan, isInLine: false };
  }
  await dismissAttempts(ledger, { recordId, by, except: replacement.recordId });
  const outcome =
    action === "move"
      ? await moveRecord(settings, { recordId, replacement, grounds })
      : await correctRecord(settings, recordId, { replacement, grounds });
  const state = (await ledger.record(replacement.recordId))?.state;
  const isInLine = state === "waiting";
  return { plan, isInLine, ...(isInLine || outcome === undefined ? {} : { outcome }) };
}

/**
 * Corrects a record by where it stands in its life and what its channel can do.
 *
 * @param settings - The reporter's settings.
 * @param recordId - The record's id.
 * @param wanted - What is to be otherwise, and why.
 * @returns What was done.
 * @throws {@link UnchangeableRecordError} When it cannot be corrected so; nothing is done then.
 */
export async function performCorrection(
  settings: Settings,
  recordId: string,
  wanted: { readonly change: CorrectionChange; readonly grounds: CorrectionGrounds },
): Promise<CorrectionEnd> {
  const { change, grounds } = wanted;
  const { reason, by, source } = grounds;
  requireWords(reason, "why");
  requireWords(by, "who wants it");
  const options = source === undefined ? {} : { source };
  const plan = await prepareCorrection(settings, recordId, { change, ...options });
  if (plan.status === "refused") {
    const state = (await settings.ledger.record(recordId))?.state;
    const end = `${plan.fix[0]?.toLowerCase()}${plan.fix.slice(1)}`.replace(/\.$/, "");
    throw new UnchangeableRecordError(recordId, state, `${plan.reason}; ${end}`);
  }
  const result = RESULTS[plan.action];
  if (result === undefined) return performAtChannel(settings, plan, { reason, by });
  return performInLedger(settings, plan, { result, grounds: { reason, by } });
}
