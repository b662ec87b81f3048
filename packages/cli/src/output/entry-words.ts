import type { EntryKind, LedgerEntry } from "@usage-billing/ledger";
import { describeLater, describeOutcome, type OutcomeWords } from "./outcome-words.ts";
import { toPrintable } from "./printable.ts";

/** The members that facts of the log have, each kind its own; the log is JSON. */
interface Body {
  readonly recordId?: string;
  readonly quantity?: string;
  readonly source?: { readonly file: string; readonly line: number };
  readonly problem?: OutcomeWords["problem"];
  readonly sha256?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly kind?: string;
  readonly reference?: string;
  readonly steps?: readonly string[];
  readonly outcomes?: readonly OutcomeWords[];
  readonly result?: string;
  readonly record?: string;
  readonly replacement?: string | OutcomeWords;
  readonly credit?: string;
}

/** What an entry is told about: the record, and how many bytes its delivery has where that is known. */
export interface EntryContext {
  readonly recordId: string;
  readonly bytes?: number;
}

type Describe = (body: Body, entry: LedgerEntry, context: EntryContext) => string | undefined;

function placeOf({ source }: Body): string {
  return source === undefined ? "" : ` from ${toPrintable(source.file)}:${source.line}`;
}

function describeOutcomes(prefix: string, describe = describeOutcome): Describe {
  return ({ outcomes = [] }, _entry, { recordId }) => {
    const own = outcomes.find((outcome) => outcome.recordId === recordId);
    return own === undefined ? undefined : `${prefix}: ${describe(own)}`;
  };
}

function describeIntent({ sha256 }: Body, { deliveryId }: LedgerEntry, { bytes }: EntryContext) {
  const size = bytes === undefined ? "" : `${bytes} bytes, `;
  return `about to be sent in delivery ${deliveryId} (${size}SHA-256 ${sha256})`;
}

function pickProblem({ problem }: Body): Pick<OutcomeWords, "problem"> {
  return problem === undefined ? {} : { problem };
}

function describeDecision({ kind, reference, reason = "", by = "somebody" }: Body): string {
  if (kind === "dismissed") {
    return `${toPrintable(by)} decided that nothing is billed for it, because: ${toPrintable(reason)}`;
  }
  const found =
    kind === "held"
      ? `the channel holds it as ${toPrintable(reference ?? "")}`
      : "the channel does not hold it";
  return `${toPrintable(by)} decided that ${found}, because: ${toPrintable(reason)}`;
}

const CORRECTED: Readonly<Record<string, string>> = {
  corrected: "the channel holds the new version now",
  kept: "the channel holds the old version as before",
  retracted: "the old version was taken back",
};

function describeCorrection({ record = "", replacement }: Body): string {
  const end = CORRECTED[record] ?? record;
  const outcome = typeof replacement === "object" ? describeOutcome(replacement) : "";
  return `correction ended: ${end}${outcome === "" ? "" : `. Of the new version: ${outcome}`}`;
}

/** Who wanted a change and why, where that was said. */
function causeOf({ reason, by }: Body): string {
  if (reason === undefined) return "";
  return `, as ${toPrintable(by ?? "somebody")} wanted, because: ${toPrintable(reason)}`;
}

function describeRevision(body: Body, recordId: string): string {
  const { result = "", record = "", replacement = "", credit } = body;
  const owed = credit === undefined ? "" : `; ${credit} are to be credited outside the API`;
  if (record !== recordId) return `made to correct ${record}${causeOf(body)}`;
  const words: Readonly<Record<string, string>> = {
    revised: `replaced by ${replacement} before it was sent`,
    withdrawn: "withdrawn before it was sent",
    compensated: `left as it is billed; ${replacement} makes up for what is missing`,
    credited: "left as it is billed",
  };
  return `${words[result] ?? result}${owed}${causeOf(body)}`;
}

const WORDS: Readonly<Record<EntryKind, Describe>> = {
  account: () => undefined,
  window: () => undefined,
  "taken-in": (body) => `taken in${placeOf(body)}, quantity ${body.quantity}`,
  "offered-again": (body) => `put in line again${placeOf(body)}, quantity ${body.quantity}`,
  "refused-before-sending": (body, _, { recordId }) =>
    `not sent: ${describeOutcome({ recordId, status: "refused", ...pickProblem(body) })}`,
  intent: describeIntent,
  resend: (_, { deliveryId }) => `about to be sent again, the same bytes of delivery ${deliveryId}`,
  "not-sent": ({ reason = "" }) => `certainly not sent: ${toPrintable(reason)}`,
  step: ({ steps = [] }) => `on the way: ${toPrintable(steps.join(", "))}`,
  outcome: describeOutcomes("the channel answered"),
  settlement: describeOutcomes("the channel was asked"),
  "channel-state": describeOutcomes("the channel was asked later", describeLater),
  absent: () => "back in line, because the channel does not hold it",
  decision: describeDecision,
  "retraction-intent": (body) => `about to be taken back${causeOf(body)}`,
  "retraction-outcome": ({ result }) =>
    result === "retracted" ? "taken back" : "not taken back; the channel holds it as before",
  "correction-intent": (body, _, { recordId }) => {
    const { record, replacement } = body;
    const words = record === recordId ? `be replaced by ${replacement}` : `replace ${record}`;
    return `about to ${words}${causeOf(body)}`;
  },
  revision: (body, _, { recordId }) => describeRevision(body, recordId),
  "correction-outcome": describeCorrection,
};

/** What was decided stands in a member of its own. */
function flatten(body: unknown): Body {
  const json = (body ?? {}) as Body & { readonly decision?: Body };
  return { ...json, ...json.decision };
}

/**
 * Prints a fact of the log in words.
 *
 * @param entry - The fact.
 * @param context - The record that it is told about.
 * @returns One line; undefined when the fact says nothing about the record.
 */
export function describeEntry(entry: LedgerEntry, context: EntryContext): string | undefined {
  return WORDS[entry.kind](flatten(entry.body), entry, context);
}
