import type { InputPlan } from "../reporting/input-plan.ts";
import { count } from "./count.ts";
import { formatRefusal } from "./plan-output.ts";

const SHOWN = 20;

/**
 * Prints the records that break a rule of their channel before anything is sent.
 *
 * @param plan - The plan.
 * @returns Lines: the first records, and how many more there are.
 */
export function formatRefusals({ refused, refusedCount }: InputPlan): readonly string[] {
  if (refusedCount === 0) return [];
  const shown = refused.slice(0, SHOWN).map(formatRefusal);
  const more = refusedCount - shown.length;
  return ["", ...shown, ...(more > 0 ? [`… and ${count(more, "more record")}`] : [])];
}

/**
 * Gives the records that break a rule of their channel as JSON.
 *
 * @param plan - The plan; of more than 1,000 such records it lists the first.
 * @returns Place, id and problems of each.
 */
export function refusalsToJson({ refused }: InputPlan): unknown {
  return refused.map(({ record: { recordId, channel, source }, problems }) => ({
    recordId,
    channel,
    ...source,
    problems,
  }));
}
