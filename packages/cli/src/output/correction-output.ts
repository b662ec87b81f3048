import { formatPeriod, type UsageRecord } from "@usage-billing/core";
import type { CorrectionEnd, CorrectionPlan, CorrectionRefusal } from "@usage-billing/reporter";
import { describeOutcome } from "./outcome-words.ts";
import { toPrintable } from "./printable.ts";

const MOMENTS: Readonly<Record<CorrectionPlan["moment"], string>> = {
  planned: "was not sent yet",
  sent: "is held by its channel",
  accepted: "was accepted by the distributor",
  billed: "is billed",
};

function describeRecord({ recordId, quantity, meter, period }: UsageRecord): string {
  const what = meter === undefined ? `${quantity}` : `${quantity} of ${meter}`;
  return toPrintable(`${recordId}: ${what}, ${formatPeriod(period)}`);
}

/**
 * Prints what a correction is going to do.
 *
 * @param plan - The plan.
 * @returns Lines.
 */
export function formatCorrectionPlan(plan: CorrectionPlan): readonly string[] {
  const { recordId, channel, moment, before, after, replacement, credit, steps } = plan;
  return [
    `Record ${toPrintable(recordId)} at ${channel} ${MOMENTS[moment]}.`,
    `  before  ${before}`,
    `  after   ${after}`,
    ...(replacement === undefined ? [] : [`  record  ${describeRecord(replacement)}`]),
    ...(credit === undefined ? [] : [`  credit  ${credit}, outside the API`]),
    ...steps.map((step) => `  ${step}`),
  ];
}

/**
 * Prints what became of a correction.
 *
 * @param end - What was done.
 * @returns Lines.
 */
export function formatCorrectionEnd({ plan, outcome, isInLine }: CorrectionEnd): readonly string[] {
  const { recordId, channel, replacement, credit } = plan;
  const made = `Record ${toPrintable(recordId)} at ${channel}:`;
  const said =
    outcome === undefined || replacement === undefined
      ? []
      : [`${made} of its replacement ${replacement.recordId}: ${describeOutcome(outcome)}.`];
  const line =
    isInLine && replacement !== undefined
      ? [`${made} ${replacement.recordId} is in line. Send it with "usage-billing run --once".`]
      : [];
  const owed =
    credit === undefined ? [] : [`${made} ask for a credit note of ${credit}; the ledger has it.`];
  const lines = [...said, ...line, ...owed];
  return lines.length > 0 ? lines : [`${made} taken back.`];
}

function recordToJson({ recordId, quantity, meter, period }: UsageRecord): unknown {
  const [start, end] = [period.start, period.end].map((at) => new Date(at).toISOString());
  return { recordId, quantity: quantity.toString(), meter, period: { start, end } };
}

/**
 * Makes JSON of a plan or a refusal: quantities are exact decimal text, times ISO 8601 in UTC.
 *
 * @param plan - The plan or the refusal.
 * @returns Plain data.
 */
export function correctionToJson(plan: CorrectionPlan | CorrectionRefusal): unknown {
  if (plan.status === "refused") return plan;
  const { before, after, replacement, credit } = plan;
  return {
    ...plan,
    ...{ before: before.toString(), after: after.toString() },
    ...(replacement === undefined ? {} : { replacement: recordToJson(replacement) }),
    ...(credit === undefined ? {} : { credit: credit.toString() }),
  };
}
