import { formatInstant, type Instant } from "@usage-billing/core";
import type { RecordQuery } from "../model.ts";
import { toRecordCode } from "./codes.ts";
import type { Value } from "./statements.ts";

/** Times are written alike, so that without their zone they are ordered as text: to the second, or finer. */
function timeOf(end: "end" | "start"): string {
  return `rtrim(e.body ->> '$.period.${end}', 'Z')`;
}

function toTime(instant: Instant | undefined): string | null {
  return instant === undefined ? null : formatInstant(instant).replace("Z", "");
}

/** The condition on `records r` and their content `entries e` that {@link filterValues} gives the values of. */
export const FILTER: string = `(?1 IS NULL OR EXISTS (SELECT 1 FROM lanes l WHERE l.id = r.lane AND l.channel = ?1))
  AND (?2 IS NULL OR r.state IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR e.body ->> '$.subscription' = ?3)
  AND (?4 IS NULL OR (${timeOf("start")} < ?5
    AND (${timeOf("end")} > ?4 OR ${timeOf("start")} >= ?4)))`;

/**
 * Gives the values of {@link FILTER}.
 *
 * @param query - Which records.
 * @returns The first five values of the statement.
 */
export function filterValues(query: RecordQuery): Value[] {
  const { channel = null, states, subscription = null, period } = query;
  return [
    channel,
    states === undefined ? null : JSON.stringify(states.map(toRecordCode)),
    subscription,
    toTime(period?.start),
    toTime(period?.end),
  ];
}
