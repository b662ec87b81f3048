import type { LedgerRecord, RecordState } from "@usage-billing/ledger";
import { correctCommand } from "./correct-command.ts";

const RUN = "usage-billing run --once";

/** The records of a correction that a record is part of, and how it was refused. */
export interface Correction {
  /** The record that is meant to replace this one. */
  readonly replacement?: LedgerRecord | undefined;
  /** The record that this one is meant to replace. */
  readonly original?: LedgerRecord | undefined;
  /** Whether the channel took this one first, and somebody there rejected it afterwards. */
  readonly isRejectedLater?: boolean;
}

type Commands = (held: LedgerRecord, correction: Correction) => readonly string[];

const evidence: Commands = ({ record }) => [`usage-billing evidence ${record.recordId}`];
const runAgain: Commands = () => [RUN];

/** The same correction again, which asks the channel first. */
function correctAgain(original: LedgerRecord, replacement: LedgerRecord): readonly string[] {
  return [correctCommand(original.record, replacement.record)];
}

const decide: Commands = ({ record, outcome }) => {
  const candidates = outcome?.status === "unknown" ? (outcome.candidates ?? []) : [];
  const begin = `usage-billing decide ${record.recordId}`;
  const held = candidates.map(({ reference }) => `${begin} --held ${reference} --reason "WHY"`);
  const usual = held.length > 0 ? held : [`${begin} --held REFERENCE --reason "WHY"`];
  return [...usual, `${begin} --not-held --reason "WHY"`];
};

/** States of a record that its channel holds, or is asked about just now. */
const KEPT: ReadonlySet<RecordState> = new Set(["accepted", "pending", "partial", "correcting"]);

const mend: Commands = (held, { original, isRejectedLater = false }) => {
  if (original !== undefined && KEPT.has(original.state)) return correctAgain(original, held);
  const { record } = held;
  const report = `usage-billing report ${record.source?.file ?? "FILE"}`;
  const correct = `usage-billing correct ${record.recordId} --quantity QUANTITY --reason "WHY"`;
  return [
    ...(isRejectedLater ? [correct, report] : [report, correct]),
    `usage-billing failed retry ${record.recordId}`,
    `usage-billing failed dismiss ${record.recordId} --reason "WHY"`,
  ];
};

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
