import type {
  ChannelCapabilities,
  Period,
  Problem,
  Quantity,
  UsageRecord,
} from "@usage-billing/core";
import { correctionTable, describeAction } from "./correction-table.ts";
import type {
  CorrectionAction,
  CorrectionChange,
  CorrectionPlan,
  CorrectionRefusal,
} from "./correction-types.ts";
import { momentOf } from "./moment-of.ts";
import { nextPeriod } from "./next-period.ts";
import { type ReadChange, readChange } from "./read-change.ts";
import { resumptionProblem, type Standing, standingProblem } from "./standing-problem.ts";

/** What a plan is made from: what the ledger knows, and what the channel takes. */
export interface CorrectionGround extends Standing {
  readonly capabilities: ChannelCapabilities;
  /** The channel's own check. */
  readonly check: (record: UsageRecord) => readonly Problem[];
}

type Refused = Omit<CorrectionRefusal, "recordId" | "status">;

/** What an action leaves to be sent and to be credited. */
type Effects = Pick<CorrectionPlan, "credit" | "replacement">;

function quantityBefore({ held: { record, outcome } }: Standing): Quantity {
  return outcome?.status === "partial" ? outcome.stored : record.quantity;
}

function effectsOf(
  action: CorrectionAction,
  { kind, changed }: ReadChange,
  amounts: { readonly before: Quantity; readonly after: Quantity; readonly into: Period },
): Effects {
  const { before, after, into } = amounts;
  switch (action) {
    case "withdraw":
    case "retract":
      return {};
    case "credit":
      return { credit: before.minus(after) };
    case "compensate":
    case "compensate-and-credit": {
      const quantity = kind === "raise" ? after.minus(before) : before;
      const replacement = { ...changed, quantity, period: into };
      return action === "compensate" ? { replacement } : { replacement, credit: before };
    }
    default:
      return { replacement: changed };
  }
}

function toRefused({ rule, message, fix, field }: Problem): Refused {
  const isNothing = field === "quantity" && rule === "quantity-too-small";
  const way = isNothing ? "Where nothing was used, correct it with delete." : fix;
  return { rule, reason: `cannot be corrected so: ${message}`, fix: way ?? "Give another value." };
}

/** What the channel would refuse: of what is to be sent everything, of what is true its quantity. */
function findProblem(
  { check }: CorrectionGround,
  { kind, changed }: ReadChange,
  { replacement }: Effects,
): Problem | undefined {
  const truth = kind === "delete" ? [] : check(changed);
  const sent = replacement === undefined ? [] : check(replacement);
  return truth.find(({ field }) => field === "quantity") ?? sent[0];
}

function intoProblem(
  action: CorrectionAction,
  { held }: CorrectionGround,
  into: Period | undefined,
): Refused | undefined {
  const isCompensated = action === "compensate" || action === "compensate-and-credit";
  if (into !== undefined && !isCompensated) {
    const reason = "is not made up for by another record";
    return { rule: "no-period-needed", reason, fix: "Leave the period of the other record out." };
  }
  const { start, end } = held.record.period;
  if (into !== undefined || !isCompensated || start !== end) return undefined;
  const reason = "stands for an instant, which has no next period";
  return { rule: "next-period-unknown", reason, fix: "Say in which period the rest is reported." };
}

function toPlan(
  ground: CorrectionGround,
  read: ReadChange,
  change: CorrectionChange,
): CorrectionPlan | Refused {
  const { held, capabilities } = ground;
  const moment = momentOf(held, capabilities);
  const way = capabilities.correction;
  if (moment === undefined || way === "none") {
    const reason = "is at a channel that corrects nothing";
    return { rule: "channel-cannot-correct", reason, fix: "Settle it with the channel." };
  }
  const action = correctionTable[way][read.kind][moment];
  if (typeof action !== "string") return action;
  const misplaced = intoProblem(action, ground, change.into);
  if (misplaced !== undefined) return misplaced;
  const before = quantityBefore(ground);
  const { period, quantity } = held.record;
  const after = read.kind === "delete" ? quantity.minus(quantity) : read.changed.quantity;
  const into = change.into ?? nextPeriod(period);
  const effects = effectsOf(action, read, { before, after, into });
  const problem = findProblem(ground, read, effects);
  if (problem !== undefined) return toRefused(problem);
  const { recordId, channel } = held.record;
  const steps = describeAction(action, way);
  const what = { change: read.kind, moment, action, before, after, ...effects, steps };
  return { status: "planned", recordId, channel, ...what };
}

/**
 * Plans the correction of a record by where it stands and what its channel can do. Pure: asks neither
 * ledger nor channel.
 *
 * @param ground - The record, what was made of it before, and what its channel takes.
 * @param change - What a person wants to be otherwise.
 * @returns What is to be done, the replacement still under the record's own id; or why nothing is.
 */
export function decidePlan(
  ground: CorrectionGround,
  change: CorrectionChange,
): CorrectionPlan | CorrectionRefusal {
  const { record } = ground.held;
  const refuse = (refused: Refused): CorrectionRefusal => ({
    ...{ status: "refused", recordId: record.recordId },
    ...refused,
  });
  const standing = standingProblem(ground);
  if (standing !== undefined) return refuse(standing);
  const isInstant = ground.capabilities.time === "instant";
  const read = readChange(record, change, { before: quantityBefore(ground), isInstant });
  if ("rule" in read) return refuse(read);
  const unfinished = resumptionProblem(ground, read);
  if (unfinished !== undefined) return refuse(unfinished);
  const plan = toPlan(ground, read, change);
  return "rule" in plan ? refuse(plan) : plan;
}
