import type { Intake, IntakeConflict, Ledger } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../context.ts";
import { InputProblems } from "../input/input-problem.ts";
import { UsageReader } from "../input/read-usage-records.ts";
import { type CheckedInput, fingerprint, type InputRequest, inputOptions } from "./check-input.ts";
import { RefusedKeeper } from "./keep-refused.ts";

/** What the ledger made of the input. */
export interface TakenIn {
  /** Records that are new. */
  readonly added: number;
  /** Records that were reported, or taken in, before. */
  readonly known: number;
  /** Records that were taken in before with other content; nothing is sent for them. */
  readonly conflicts: readonly IntakeConflict[];
}

const BATCH = 1_000;

/**
 * Puts checked input into the ledger, from which it is sent. Records that break a rule of their channel are
 * kept there as refused.
 *
 * @param request - What was checked.
 * @param checked - What the check found.
 * @param sink - The ledger, and the signal that ends it.
 * @returns What the ledger made of it.
 * @throws {@link CommandError} When a file has changed since it was checked.
 */
export async function takeIn(
  request: InputRequest,
  checked: CheckedInput,
  sink: { readonly ledger: Ledger } & Pick<CommandContext, "signal">,
): Promise<TakenIn> {
  const reader = new UsageReader(inputOptions(request, new InputProblems()));
  const conflicts: IntakeConflict[] = [];
  const counts = { added: 0, known: 0 };
  const refused = new RefusedKeeper(sink.ledger);
  let batch: Intake[] = [];
  const flush = async () => {
    const result = await sink.ledger.takeIn(batch);
    counts.added += result.added;
    counts.known += result.known;
    conflicts.push(...result.conflicts);
    batch = [];
  };
  for (const file of request.files) {
    refuseChange(checked, file);
    for await (const records of reader.read(file)) {
      sink.signal.throwIfAborted();
      for (const record of records) {
        const channel = request.channels.get(record.channel);
        if (channel === undefined) continue;
        const [problem] = channel.check(record);
        if (problem !== undefined) {
          await refused.add(record, problem);
          continue;
        }
        batch.push({ record, deliveryKey: channel.deliveryKey(record) });
        if (batch.length === BATCH) await flush();
      }
    }
    refuseChange(checked, file);
  }
  await flush();
  await refused.flush();
  return { ...counts, conflicts };
}

function refuseChange({ fingerprints }: CheckedInput, file: string): void {
  if (fingerprint(file) === fingerprints.get(file)) return;
  throw new CommandError(
    `${file} changed after it was checked. Nothing was sent, but what was read of it may wait in the ledger and goes out with the next report; run the command again once the file is complete.`,
  );
}
