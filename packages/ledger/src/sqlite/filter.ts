import type { RecordQuery } from "../model.ts";
import { toRecordCode } from "./codes.ts";
import type { Value } from "./statements.ts";

function milliseconds(end: "end" | "start"): string {
  return `CAST(round(unixepoch(e.body ->> '$.period.${end}', 'subsec') * 1000) AS INTEGER)`;
}

/** The condition on `records r` and their content `entries e` that {@link filterValues} gives the values of. */
export const FILTER: string = `(?1 IS NULL OR EXISTS (SELECT 1 FROM lanes l WHERE l.id = r.lane AND l.channel = ?1))
  AND (?2 IS NULL OR r.state IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR e.body ->> '$.subscription' = ?3)
  AND (?4 IS NULL OR (${milliseconds("start")} < ?5
    AND (${milliseconds("end")} > ?4 OR ${milliseconds("start")} >= ?4)))`;

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
    period?.start ?? null,
    period?.end ?? null,
  ];
}
