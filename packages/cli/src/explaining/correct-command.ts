import { formatPeriod, type UsageRecord } from "@usage-billing/core";

/** A word as a shell takes it. */
function toArgument(text: string): string {
  return /^[\w.:/@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What is otherwise in another version of a record, as the option that says so. */
function toChange({ period, meter }: UsageRecord, other: UsageRecord): string {
  if (other.period.start !== period.start || other.period.end !== period.end) {
    return `--period ${formatPeriod(other.period)}`;
  }
  if (other.meter !== undefined && other.meter !== meter) {
    return `--meter ${toArgument(other.meter)}`;
  }
  return `--quantity ${other.quantity}`;
}

/**
 * Gives the command that makes a record what another version of it says.
 *
 * @param record - The record.
 * @param other - What it should be.
 * @returns The command, with what is otherwise filled in.
 */
export function correctCommand(record: UsageRecord, other: UsageRecord): string {
  return `usage-billing correct ${record.recordId} ${toChange(record, other)} --reason "WHY"`;
}
