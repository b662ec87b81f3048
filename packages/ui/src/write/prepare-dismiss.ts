import { requireRecord } from "../read/show-record.ts";
import { BadRequest } from "../server/bad-request.ts";
import type { ChangeRequest } from "../views.ts";
import type { Preparation, Prepared } from "./prepared.ts";

type DismissRequest = Extract<ChangeRequest, { readonly kind: "dismiss" }>;

/**
 * Prepares that the story of a refused record ends: nothing is billed for it.
 *
 * @param preparation - The ledger and the desk.
 * @param request - The record, and why.
 * @returns What would be done.
 * @throws {@link BadRequest} When it is not refused.
 */
export async function prepareDismiss(
  { ledger, desk }: Preparation,
  { recordId, reason }: DismissRequest,
): Promise<Prepared> {
  const { record, state } = await requireRecord(ledger, recordId, desk.channels);
  if (state !== "refused") {
    throw new BadRequest(
      409,
      `Record ${recordId} is ${state}: only a record that was refused can be dismissed. Nothing was done.`,
    );
  }
  const { channel, quantity, meter, subscription } = record;
  const unit = meter === undefined ? "" : ` of ${meter}`;
  return {
    title: "Dismiss the record",
    steps: [
      `Nothing is ever billed by ${channel} for record ${recordId}: ${quantity}${unit} by ${subscription}.`,
      "Nothing is sent, and the record wants no attention any more.",
    ],
    warning: "It cannot be put back in line.",
    perform: async () => {
      const grounds = { reason, by: desk.by };
      await desk.planner(ledger).decide(recordId, { kind: "dismissed" }, grounds);
      return { isDone: true, lines: [`Record ${recordId} is dismissed.`] };
    },
  };
}
