import type { LedgerRecord, RecordDecision } from "@usage-billing/ledger";
import { requireRecord } from "../read/show-record.ts";
import { BadRequest } from "../server/bad-request.ts";
import type { ChangeRequest } from "../views.ts";
import type { Preparation, Prepared } from "./prepared.ts";

type DecideRequest = Extract<ChangeRequest, { readonly kind: "decide" }>;

const DECIDABLE: ReadonlySet<string> = new Set(["ambiguous", "disputed", "unknown"]);

function describe(
  { record, outcome }: LedgerRecord,
  reference: string | undefined,
): Pick<Prepared, "steps" | "title" | "warning"> {
  const { recordId, channel } = record;
  if (reference === undefined) {
    return {
      title: `Decide that ${channel} does not hold it`,
      steps: [
        `Record ${recordId} is put back in line, and the next report sends it to ${channel}.`,
      ],
      warning: `If ${channel} does hold it after all, it is billed twice.`,
    };
  }
  const candidates = outcome?.status === "unknown" ? (outcome.candidates ?? []) : [];
  const isNamed = candidates.some((candidate) => candidate.reference === reference);
  return {
    title: `Decide that ${channel} holds it`,
    steps: [
      `Record ${recordId} counts as held by ${channel} as ${reference}, and is never sent again.`,
    ],
    ...(isNamed ? {} : { warning: `${reference} is none of those that it could be.` }),
  };
}

/**
 * Prepares that the ledger keeps what a person found out of a record in doubt.
 *
 * @param preparation - The ledger and the desk.
 * @param request - The record, what was found out, and why.
 * @returns What would be done.
 * @throws {@link BadRequest} When there is nothing to decide.
 */
export async function prepareDecide(
  { ledger, desk }: Preparation,
  { recordId, reference, reason }: DecideRequest,
): Promise<Prepared> {
  const held = await requireRecord(ledger, recordId, desk.channels);
  if (!DECIDABLE.has(held.state)) {
    throw new BadRequest(409, `Record ${recordId} is ${held.state}: there is nothing to decide.`);
  }
  const decision: RecordDecision =
    reference === undefined ? { kind: "absent" } : { kind: "held", reference };
  return {
    ...describe(held, reference),
    perform: async () => {
      await desk.planner(ledger).decide(recordId, decision, { reason, by: desk.by });
      const now = (await ledger.record(recordId))?.state;
      return { isDone: true, lines: [`Decided. Record ${recordId} is ${now}.`] };
    },
  };
}
