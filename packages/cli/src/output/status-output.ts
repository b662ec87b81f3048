import { formatInstant, type Instant } from "@usage-billing/core";
import type { RecordSum } from "@usage-billing/ledger";
import type { Attention, Status } from "../records/collect-status.ts";
import { formatAge } from "./age.ts";
import { count } from "./count.ts";
import { STATE_WORDS } from "./state-words.ts";
import { formatTable } from "./table.ts";

const COLUMNS = [
  { title: "channel" },
  { title: "meter" },
  { title: "state" },
  { title: "records", align: "right" },
  { title: "quantity", align: "right" },
] as const;

function toCells({ channel, meter, state, count: records, quantity, stored }: RecordSum) {
  const held = state === "partial" ? ` (stored ${stored})` : "";
  return [channel, meter ?? "(none)", state, String(records), `${quantity}${held}`];
}

function formatAttention({ channel, state, records, oldest }: Attention, now: Instant): string {
  const { meaning, next } = STATE_WORDS[state];
  const verb = records === 1 ? "is" : "are";
  const age = formatAge(now - oldest);
  const since = records === 1 ? `taken in ${age} ago` : `the oldest taken in ${age} ago`;
  return `  ${channel}: ${count(records, "record")} ${verb} ${state} (${since}): ${meaning}.\n    Next: ${next}.`;
}

/**
 * Prints where the records of a ledger stand.
 *
 * @param status - What was found out.
 * @param now - The present instant, from which ages are told.
 * @param end - What is said where nothing wants attention.
 * @returns Lines: what wants attention, the gravest first, then a table of counts and exact sums.
 */
export function formatStatus(
  { sums, attention }: Status,
  now: Instant,
  end = "Nothing is left to do.",
): readonly string[] {
  if (sums.length === 0) return ["The ledger has no such record."];
  const head = attention.length === 0 ? [] : ["Look at these first:"];
  return [
    ...head,
    ...attention.map((one) => formatAttention(one, now)),
    ...(head.length === 0 ? [] : [""]),
    formatTable(COLUMNS, sums.map(toCells)),
    ...(head.length === 0 ? ["", end] : []),
  ];
}

/**
 * Gives where the records of a ledger stand as JSON.
 *
 * @param status - What was found out.
 * @param now - The present instant, from which ages are told.
 * @returns Counts as numbers, quantities as decimal text, ages in seconds.
 */
export function statusToJson({ sums, attention }: Status, now: Instant): unknown {
  return {
    attention: attention.map(({ channel, state, records, oldest }) => ({
      channel,
      state,
      records,
      oldest: formatInstant(oldest),
      oldestAgeSeconds: Math.max(0, Math.floor((now - oldest) / 1_000)),
      meaning: STATE_WORDS[state].meaning,
      next: STATE_WORDS[state].next,
    })),
    sums: sums.map((sum) => ({ ...sum, meter: sum.meter ?? null })),
  };
}
