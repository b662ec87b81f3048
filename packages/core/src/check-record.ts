import type { ChannelCapabilities } from "./capabilities.ts";
import type { Instant } from "./period.ts";
import type { Problem } from "./problem.ts";
import { Quantity } from "./quantity.ts";
import type { UsageRecord } from "./usage-record.ts";

function decimalsProblem(quantity: Quantity, decimals: number): Problem | undefined {
  if (quantity.fits(decimals)) return undefined;
  const count = quantity.decimals === 1 ? "1 decimal" : `${quantity.decimals} decimals`;
  const takes = decimals === 0 ? "whole numbers only" : `at most ${decimals} decimals`;
  return {
    rule: "too-many-decimals",
    field: "quantity",
    message: `quantity ${quantity} has ${count}; the channel takes ${takes}`,
    fix: "Report in a smaller unit, or round before reporting.",
  };
}

function rangeProblem(quantity: Quantity, capabilities: ChannelCapabilities): Problem | undefined {
  const { minimumQuantity, maximumQuantity } = capabilities;
  if (quantity.compare(Quantity.parse(minimumQuantity)) < 0) {
    return {
      rule: quantity.isNegative ? "negative-quantity" : "quantity-too-small",
      field: "quantity",
      message: `quantity ${quantity} is below ${minimumQuantity}, the least that the channel takes`,
      fix: quantity.isNegative
        ? "Correct or retract the earlier record instead of reporting a negative one."
        : "Leave the record out, or add it to a later period.",
    };
  }
  if (maximumQuantity === undefined || quantity.compare(Quantity.parse(maximumQuantity)) <= 0) {
    return undefined;
  }
  return {
    rule: "quantity-too-great",
    field: "quantity",
    message: `quantity ${quantity} is above ${maximumQuantity}, the most that the channel takes`,
    fix: "Report in a larger unit, or split the period.",
  };
}

function meterProblem(record: UsageRecord, meter: "required" | "unused"): Problem | undefined {
  if (meter === "unused" || (record.meter !== undefined && record.meter !== "")) return undefined;
  return {
    rule: "missing-meter",
    field: "meter",
    message: "the channel needs a meter and the record has none",
    fix: "Map a column to meter.",
  };
}

/** Within a day of these, a time has another form in some time zone: more digits, or a sign. */
const EARLIEST = Date.UTC(1000, 0, 2);
const LATEST = Date.UTC(9999, 11, 31);

function isWritable(instant: Instant): boolean {
  return instant >= EARLIEST && instant < LATEST;
}

function timeProblem(record: UsageRecord, resolution: number): Problem | undefined {
  const { start, end } = record.period;
  if (!isWritable(start) || !isWritable(end)) {
    return {
      rule: "time-out-of-range",
      field: "period",
      message: "the period has an end outside the years 1000 to 9999, which no channel can read",
      fix: "Look whether the times are milliseconds since 1970.",
    };
  }
  if (start % resolution === 0 && end % resolution === 0) return undefined;
  return {
    rule: "time-too-fine",
    field: "period",
    message: `the period has ends finer than the ${resolution} ms that the channel keeps`,
    fix: "Cut the times to what the channel keeps.",
  };
}

/**
 * Checks a record against a channel's capabilities: the rules that all channels share.
 *
 * @param record - The record.
 * @param capabilities - What the channel can do.
 * @returns Every problem found.
 */
export function checkRecord(
  record: UsageRecord,
  capabilities: ChannelCapabilities,
): readonly Problem[] {
  return [
    decimalsProblem(record.quantity, capabilities.decimals),
    rangeProblem(record.quantity, capabilities),
    meterProblem(record, capabilities.meter),
    timeProblem(record, capabilities.timeResolution),
  ].filter((problem) => problem !== undefined);
}
