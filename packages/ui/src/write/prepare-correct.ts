import { formatPeriod, type Outcome, Quantity } from "@usage-billing/core";
import type { CorrectionChange, CorrectionEnd, CorrectionPlan } from "@usage-billing/reporter";
import type { UiDesk } from "../options.ts";
import { requireRecord } from "../read/show-record.ts";
import { BadRequest } from "../server/bad-request.ts";
import type { ChangeRequest, ResultView } from "../views.ts";
import type { Preparation, Prepared } from "./prepared.ts";

type CorrectRequest = Extract<ChangeRequest, { readonly kind: "correct" }>;

/** Reads what a person wrote, and says what is wrong with it. */
function readChange(request: CorrectRequest, desk: UiDesk): CorrectionChange {
  const { quantity, period, meter } = request;
  try {
    if (quantity !== undefined) return { quantity: Quantity.parse(quantity) };
    if (period !== undefined) return { period: desk.parsePeriod(period) };
    return meter === undefined ? { delete: true } : { meter };
  } catch (error) {
    const failure = desk.describeFailure(error);
    if (failure === undefined) throw error;
    throw new BadRequest(400, failure.message);
  }
}

function describePlan(plan: CorrectionPlan): readonly string[] {
  const { channel, before, after, replacement, credit, steps } = plan;
  const record =
    replacement === undefined
      ? []
      : [
          `The record is then ${replacement.recordId}: ${replacement.quantity}${replacement.meter === undefined ? "" : ` of ${replacement.meter}`}, ${formatPeriod(replacement.period)}.`,
        ];
  const owed =
    credit === undefined ? [] : [`${credit} are to be credited by ${channel}, outside its API.`];
  return [`At ${channel} ${before} becomes ${after}.`, ...record, ...owed, ...steps];
}

const OUTCOMES: Readonly<Record<Outcome["status"], string>> = {
  accepted: "the channel holds it",
  pending: "the channel has it, and somebody there still has to accept it",
  partial: "the channel stored a part of it",
  refused: "the channel refuses it",
  unknown: "it is not known whether the channel holds it; make the same correction again",
};

function describeEnd({ plan, outcome, isInLine }: CorrectionEnd): ResultView {
  const { recordId, replacement, credit } = plan;
  const { recordId: id = recordId } = replacement ?? {};
  const lines = [
    ...(outcome === undefined ? [] : [`Of record ${id}: ${OUTCOMES[outcome.status]}.`]),
    ...(outcome?.status === "refused" ? [`It says: ${outcome.problem.message}`] : []),
    ...(isInLine ? [`Record ${id} is in line, and the next report sends it.`] : []),
    ...(credit === undefined ? [] : [`Ask for a credit note of ${credit}; the ledger has it.`]),
  ];
  const isDone =
    outcome === undefined || outcome.status === "accepted" || outcome.status === "pending";
  return { isDone, lines: lines.length > 0 ? lines : [`Record ${recordId} was taken back.`] };
}

/**
 * Prepares the correction of a record, in the way that its channel takes at this moment of its life.
 *
 * @param preparation - The ledger and the desk.
 * @param request - The record, what is to be otherwise, and why.
 * @returns What would be done.
 * @throws {@link BadRequest} When it cannot be corrected so; the message has the way out.
 */
export async function prepareCorrect(
  { ledger, desk }: Preparation,
  request: CorrectRequest,
): Promise<Prepared> {
  const { recordId, reason } = request;
  const { source, by } = desk;
  await requireRecord(ledger, recordId, desk.channels);
  const change = readChange(request, desk);
  const plan = await desk.planner(ledger).planCorrection(recordId, change, { source });
  if (plan.status === "refused") {
    throw new BadRequest(409, `Record ${recordId} ${plan.reason}. ${plan.fix} Nothing was done.`);
  }
  return {
    title: "Correct the record",
    steps: describePlan(plan),
    perform: async () =>
      describeEnd(
        await desk.reporter(ledger, plan.channel).correct(recordId, change, { reason, by, source }),
      ),
  };
}
