import { type Channel, InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../context.ts";
import { InputProblems } from "../input/input-problem.ts";
import { UsageReader } from "../input/read-usage-records.ts";
import { type CheckedInput, fingerprint, type InputRequest, inputOptions } from "./check-input.ts";
import type { InputPlan } from "./input-plan.ts";

/** So many records are in memory at most: two full files of Connect. */
const KEPT = 200_000;

/** Records that would share a file. */
interface Page {
  readonly channel: Channel;
  readonly records: UsageRecord[];
}

/** Refuses, as a report does, the records that cannot go beside the others of their file. */
function refuseOf({ channel, records }: Page, plan: InputPlan): void {
  const rest = new Map(records.map((record) => [record.recordId, record]));
  while (rest.size > 0) {
    try {
      channel.plan([...rest.values()]);
      return;
    } catch (error) {
      if (!(error instanceof InvalidUsageRecordError)) throw error;
      const faults = [error, ...error.others].map((one) => [one.recordId, one.problems] as const);
      const problems = new Map(faults);
      const refused = [...rest.values()].filter(({ recordId }) => problems.has(recordId));
      if (refused.length === 0) throw error;
      for (const record of refused) {
        rest.delete(record.recordId);
        plan.refuse(record, problems.get(record.recordId) ?? []);
      }
    }
  }
}

/** The pages that are being filled. */
class Pages {
  readonly #pages = new Map<string, Page>();
  readonly #plan: InputPlan;
  #kept = 0;

  constructor(plan: InputPlan) {
    this.#plan = plan;
  }

  add(channel: Channel, key: string, record: UsageRecord): void {
    const name = JSON.stringify([channel.id, key]);
    const page = this.#pages.get(name) ?? { channel, records: [] };
    this.#pages.set(name, page);
    page.records.push(record);
    this.#kept += 1;
    const isFull = page.records.length === channel.capabilities.batch.maximumRecords;
    if (isFull || this.#kept === KEPT) this.#end(name, page);
  }

  endAll(): void {
    for (const [name, page] of this.#pages) this.#end(name, page);
  }

  #end(name: string, page: Page): void {
    this.#pages.delete(name);
    this.#kept -= page.records.length;
    refuseOf(page, this.#plan);
  }
}

function findMixed({ plan }: CheckedInput): ReadonlyMap<string, ReadonlySet<string>> {
  const mixed = [...plan.channels].map(([id, channel]) => [id, channel.findMixed()] as const);
  return new Map(mixed.filter(([, keys]) => keys.size > 0));
}

/**
 * Refuses in a plan what a report would refuse because it cannot go into one file with the others, such
 * as the few rows without an amount among many with one. The files are read once more where there may be
 * such records, and else not.
 *
 * @param request - What was read.
 * @param checked - What was found; its plan is changed.
 * @param context - The signal that ends it.
 * @throws {@link CommandError} When a file has changed since it was read.
 */
export async function refuseMixed(
  request: InputRequest,
  checked: CheckedInput,
  { signal }: Pick<CommandContext, "signal">,
): Promise<void> {
  const mixed = findMixed(checked);
  if (mixed.size === 0) return;
  const pages = new Pages(checked.plan);
  const reader = new UsageReader(inputOptions(request, new InputProblems()));
  const take = (record: UsageRecord) => {
    const keys = mixed.get(record.channel);
    const channel = request.channels.get(record.channel);
    if (keys === undefined || channel === undefined || channel.check(record).length > 0) return;
    const key = channel.deliveryKey(record);
    if (keys.has(key)) pages.add(channel, key, record);
  };
  for (const file of request.files) {
    for await (const records of reader.read(file)) {
      signal.throwIfAborted();
      records.forEach(take);
    }
    if (fingerprint(file) === checked.fingerprints.get(file)) continue;
    throw new CommandError(`${file} changed while it was read; run the command again.`);
  }
  pages.endAll();
}
