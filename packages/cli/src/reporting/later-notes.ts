import type { Ledger } from "@usage-billing/ledger";
import type { ReporterMemory } from "@usage-billing/reporter";
import { count } from "../output/count.ts";
import type { CheckedInput } from "./check-input.ts";

/**
 * Says that a request which was given up may still arrive, which only asking later can tell.
 *
 * @param memory - What the reporter sent again.
 * @returns What to do, where anything was.
 */
export function describeResent({ resent }: ReporterMemory): readonly string[] {
  if (resent.size === 0) return [];
  const verb = resent.size === 1 ? "was" : "were";
  return [
    `${count(resent.size, "request")} ${verb} sent again: what became of the first was not known, and the channel did not show it. Should it arrive late after all, "usage-billing run --once" names the double; run it in ten minutes or later.`,
  ];
}

/**
 * Says what wants somebody's decision although this run is not about it.
 *
 * @param ledger - The ledger.
 * @param checked - The input, of which the report tells by itself.
 * @returns What to do, where there is anything.
 */
export async function describeDisputes(
  ledger: Ledger,
  { seen }: Pick<CheckedInput, "seen">,
): Promise<readonly string[]> {
  let disputed = 0;
  for await (const { record } of ledger.records({ states: ["disputed"] })) {
    if (!seen.has(record.recordId)) disputed += 1;
  }
  if (disputed === 0) return [];
  const verb = disputed === 1 ? "is" : "are";
  return [
    `${count(disputed, "record")} of earlier files ${verb} disputed: held twice, altered or not held any more. "usage-billing failed list" names them.`,
  ];
}
