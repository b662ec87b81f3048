import { formatPeriod } from "@usage-billing/core";
import type { LedgerRecord, RecordState } from "@usage-billing/ledger";

const RUN = "usage-billing run --once";

/** The records of a correction that a record is part of. */
export interface Correction {
  /** The record that is meant to replace this one. */
  readonly replacement?: LedgerRecord | undefined;
  /** The record that this one is meant to replace. */
  readonly original?: LedgerRecord | undefined;
}

/** A word as a shell takes it. */
function toArgument(text: string): string {
  return /^[\w.:/@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

type Commands = (held: LedgerRecord, correction: Correction) => readonly string[];

const evidence: Commands = ({ record }) => [`usage-billing evidence ${record.recordId}`];
const runAgain: Commands = () => [RUN];

/** What is otherwise in the record that replaces another, as the option that says so. */
function toChange({ record }: LedgerRecord, { record: other }: LedgerRecord): string {
  const { start, end } = other.period;
  if (start !== record.period.start || end !== record.period.end) {
    return `--period ${formatPeriod(other.period)}`;
  }
  if (other.meter !== undefined && other.meter !== record.meter) {
    return `--meter ${toArgument(other.meter)}`;
  }
  return `--quantity ${other.quantity}`;
}

/** The same correction again, which asks the channel first. */
function correctAgain(original: LedgerRecord, replacement: LedgerRecord): readonly string[] {
  const change = toChange(original, replacement);
  return [`usage-billing correct ${original.record.recordId} ${change} --reason "WHY"`];
}

const decide: Commands = ({ record, outcome }) => {
  const candidates = outcome?.status === "unknown" ? (outcome.candidates ?? []) : [];
  const begin = `usage-billing decide ${record.recordId}`;
  const held = candidates.map(({ reference }) => `${begin} --held ${reference} --reason "WHY"`);
  const usual = held.length > 0 ? held : [`${begin} --held REFERENCE --reason "WHY"`];
  return [...usual, `${begin} --not-held --reason "WHY"`];
};

const mend: Commands = ({ record }) => [
  `usage-billing report ${record.source?.file ?? "FILE"}`,
  `usage-billing failed retry ${record.recordId}`,
  `usage-billing failed dismiss ${record.recordId} --reason "WHY"`,
];

const lookAtReplacement: Commands = ({ replacedBy }) =>
  replacedBy === undefined ? [] : [`usage-billing explain ${replacedBy}`];

const COMMANDS: Readonly<Record<RecordState, Commands>> = {
  waiting: runAgain,
  sending: runAgain,
  unsent: runAgain,
  unknown: runAgain,
  ambiguous: decide,
  disputed: (held, correction) => [RUN, ...decide(held, correction)],
  refused: mend,
  partial: evidence,
  pending: runAgain,
  accepted: evidence,
  retracting: ({ record }) => [`usage-billing retract ${record.recordId}`],
  retracted: evidence,
  dismissed: evidence,
  correcting: (held, { replacement }) =>
    replacement === undefined ? [RUN] : correctAgain(held, replacement),
  replacing: (held, { original }) =>
    original === undefined ? [RUN] : correctAgain(original, held),
  corrected: lookAtReplacement,
};

/**
 * Gives the commands that come next for a record, with its id and what is known filled in.
 *
 * @param held - The record.
 * @param correction - The other record of its correction, if any.
 * @returns The commands, the likeliest first; where several are given, one of them is meant.
 */
export function nextCommands(held: LedgerRecord, correction: Correction): readonly string[] {
  return COMMANDS[held.state](held, correction);
}
