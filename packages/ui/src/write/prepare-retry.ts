import type { UsageRecord } from "@usage-billing/core";
import { BadRequest } from "../server/bad-request.ts";
import type { ChangeRequest } from "../views.ts";
import type { Preparation, Prepared } from "./prepared.ts";

type RetryRequest = Extract<ChangeRequest, { readonly kind: "retry" }>;

const SENT_BY = 'The next "usage-billing report" or "usage-billing run" sends';

function countRecords(records: number): string {
  return records === 1 ? "1 record" : `${records} records`;
}

/** A record that stays where it is, and why. */
interface Judged {
  readonly recordId: string;
  readonly record?: UsageRecord;
  readonly obstacle?: string;
}

async function judge({ ledger, desk }: Preparation, recordId: string): Promise<Judged> {
  const held = await ledger.record(recordId);
  if (held === undefined || !desk.channels.includes(held.record.channel)) {
    return { recordId, obstacle: "is not in the ledger any more" };
  }
  const { record, state } = held;
  if (state !== "refused") return { recordId, record, obstacle: `is ${state}, not refused` };
  const [problem] = desk.check(record);
  if (problem === undefined) return { recordId, record };
  return { recordId, record, obstacle: `has a problem still: ${problem.message}` };
}

function describe({ recordId, record, obstacle }: Judged): string {
  if (obstacle !== undefined || record === undefined)
    return `Not record ${recordId}: it ${obstacle}.`;
  const { channel, quantity, meter, subscription } = record;
  const unit = meter === undefined ? "" : ` of ${meter}`;
  return `Record ${recordId} is put in line for ${channel} as it is: ${quantity}${unit} by ${subscription}.`;
}

/**
 * Prepares that refused records are put back in line.
 *
 * @param preparation - The ledger and the desk.
 * @param request - Which records.
 * @returns What would be done.
 * @throws {@link BadRequest} When none of them can be.
 */
export async function prepareRetry(
  preparation: Preparation,
  { recordIds }: RetryRequest,
): Promise<Prepared> {
  const judged: Judged[] = [];
  for (const recordId of recordIds) judged.push(await judge(preparation, recordId));
  const good = judged.filter(({ obstacle }) => obstacle === undefined);
  if (good.length === 0) throw new BadRequest(409, judged.map(describe).join(" "));
  const them = good.length === 1 ? "it" : "them";
  const { ledger, desk } = preparation;
  return {
    title: `Send ${countRecords(good.length)} again`,
    steps: [...judged.map(describe), `${SENT_BY} ${them}.`],
    perform: async () => {
      const ids = good.map(({ recordId }) => recordId);
      const { retried, skipped } = await desk.planner(ledger).retry({ recordIds: ids });
      const verb = retried === 1 ? "is" : "are";
      return {
        isDone: skipped.length === 0,
        lines: [
          `${countRecords(retried)} ${verb} back in line.`,
          ...skipped.map(({ recordId, reason }) => `Not record ${recordId}: it ${reason}.`),
          ...(retried === 0 ? [] : [`${SENT_BY} ${retried === 1 ? "it" : "them"}.`]),
        ],
      };
    },
  };
}
