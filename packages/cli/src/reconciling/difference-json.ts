import { formatInstant, type Period } from "@usage-billing/core";
import type { Difference, HeldSide, ReportedSide } from "@usage-billing/reporter";

function periodToJson({ start, end }: Period): unknown {
  return { start: formatInstant(start), end: formatInstant(end) };
}

function reportedToJson({ record, ...side }: ReportedSide): unknown {
  const { recordId, subscription, meter, quantity, period, source } = record;
  return {
    ...{ recordId, ...side, subscription, meter, quantity, period: periodToJson(period) },
    ...(source === undefined ? {} : { source }),
  };
}

function heldToJson(side: HeldSide): unknown {
  return { ...side, period: periodToJson(side.period) };
}

/**
 * Gives a difference as JSON.
 *
 * @param difference - The difference.
 * @returns Quantities as decimal text, times as ISO 8601 in UTC.
 */
export function differenceToJson({ kind, reason, problem, ...sides }: Difference): object {
  const { reported, held } = sides;
  return {
    ...{ kind, reason },
    ...(reported === undefined ? {} : { reported: reportedToJson(reported) }),
    ...(held === undefined ? {} : { held: heldToJson(held) }),
    ...(problem === undefined ? {} : { problem }),
  };
}
