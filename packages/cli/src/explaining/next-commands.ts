import type { LedgerRecord, RecordState } from "@usage-billing/ledger";

const RUN = "usage-billing run --once";

type Commands = (held: LedgerRecord, replacement: LedgerRecord | undefined) => readonly string[];

const evidence: Commands = ({ record }) => [`usage-billing evidence ${record.recordId}`];
const runAgain: Commands = () => [RUN];

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
];

/** The same correction again: its quantity is that of the replacement. */
const correctAgain: Commands = ({ record }, replacement) => [
  `usage-billing correct ${record.recordId} --quantity ${replacement?.record.quantity ?? "QUANTITY"} --reason "WHY"`,
];

const lookAtReplacement: Commands = ({ replacedBy }) =>
  replacedBy === undefined ? [] : [`usage-billing explain ${replacedBy}`];

const COMMANDS: Readonly<Record<RecordState, Commands>> = {
  waiting: runAgain,
  sending: runAgain,
  unsent: runAgain,
  unknown: runAgain,
  ambiguous: decide,
  disputed: (held, replacement) => [RUN, ...decide(held, replacement)],
  refused: mend,
  partial: evidence,
  pending: runAgain,
  accepted: evidence,
  retracting: ({ record }) => [`usage-billing retract ${record.recordId}`],
  retracted: evidence,
  correcting: correctAgain,
  replacing: runAgain,
  corrected: lookAtReplacement,
};

/**
 * Gives the commands that come next for a record, with its id and what is known filled in.
 *
 * @param held - The record.
 * @param replacement - The record that is meant to replace it, if any.
 * @returns The commands, the likeliest first; where several are given, one of them is meant.
 */
export function nextCommands(
  held: LedgerRecord,
  replacement: LedgerRecord | undefined,
): readonly string[] {
  return COMMANDS[held.state](held, replacement);
}
