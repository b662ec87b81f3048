import type { RecordState } from "@usage-billing/ledger";

/** What has to happen with a record next: nothing, another run, or something that a person decides. */
export type Standing = "done" | "open" | "person";

/** What a record's state means to somebody who did not write this program. */
export interface StateWords {
  /** Who has to do something. */
  readonly standing: Standing;
  /** What it means, as the end of "it is …:". */
  readonly meaning: string;
  /** What to do next; absent where nothing is left to do. */
  readonly next?: string;
  /** What to do next with one record, where that is something else; `RECORD_ID` stands for its id. */
  readonly nextOfOne?: string;
}

const RUN_AGAIN =
  'Run "usage-billing report" with the same file again, or "usage-billing run --once"';

/** Every state in the order in which they want attention, the gravest first. */
export const STATE_WORDS: Readonly<Record<RecordState, StateWords>> = {
  disputed: {
    standing: "person",
    meaning:
      "the channel took it, and says since that it holds it more than once, as something else, or not any more",
    next: '"usage-billing failed list" names what it holds. Put that right there and run "usage-billing run --once", or say what is so with "usage-billing decide"',
    nextOfOne:
      'Look it up at the channel. Where you take a double away there, "usage-billing run --once" sees it. Otherwise say what is so: "usage-billing decide RECORD_ID --held REFERENCE", or "--not-held", with --reason',
  },
  ambiguous: {
    standing: "person",
    meaning:
      "the channel holds something that could be it and could be something else, so it is not sent again",
    next: '"usage-billing failed show RECORD_ID" names what it could be. Look it up at the channel, then say what you found with "usage-billing decide"',
    nextOfOne:
      'Look it up at the channel. Then say what you found: "usage-billing decide RECORD_ID --held REFERENCE", or "--not-held", with --reason',
  },
  unknown: {
    standing: "open",
    meaning: "nobody knows yet whether the channel holds it",
    next: `${RUN_AGAIN}: it asks the channel before anything is sent again`,
  },
  retracting: {
    standing: "open",
    meaning: "it was being taken back, and how that ended is not known",
    next: 'Run "usage-billing retract RECORD_ID" again: it asks the channel first',
  },
  correcting: {
    standing: "open",
    meaning: "it was being replaced at the channel, and how that ended is not known",
    next: "Make the same correction again: it asks the channel first",
  },
  replacing: {
    standing: "open",
    meaning: "it was about to replace another record, and how that ended is not known",
    next: "Make the same correction again: it asks the channel first",
  },
  sending: {
    standing: "open",
    meaning: "it was on its way, and whether it arrived is not known",
    next: `${RUN_AGAIN}: it asks the channel before anything is sent again`,
  },
  refused: {
    standing: "person",
    meaning: "the channel does not hold it, because it breaks a rule",
    next: '"usage-billing failed list" says why. Mend the record and report the file again, or use "usage-billing correct"; where the cause was at the channel, use "usage-billing failed retry"; where it is not to be billed at all, "usage-billing failed dismiss"',
    nextOfOne:
      'Mend the record and report the file again, or correct it: "usage-billing correct RECORD_ID --quantity QUANTITY --reason TEXT", and the next report sends what is right. Where the cause was at the channel and is mended: "usage-billing failed retry RECORD_ID". Where it is not to be billed at all, as when the mended one has another id: "usage-billing failed dismiss RECORD_ID --reason TEXT"',
  },
  partial: {
    standing: "person",
    meaning: "the channel stored less than was sent",
    next: '"usage-billing show RECORD_ID" says how much. Decide with the customer what happens with the rest',
    nextOfOne: "Decide with the customer what happens with what the channel did not store",
  },
  unsent: {
    standing: "open",
    meaning: "it certainly did not reach the channel",
    next: `${RUN_AGAIN}: it is sent then`,
  },
  waiting: {
    standing: "open",
    meaning: "it is taken in and was not sent yet",
    next: `${RUN_AGAIN}: it is sent then`,
  },
  pending: {
    standing: "done",
    meaning: "the channel has it, and somebody there still has to accept it",
    nextOfOne:
      'Nothing is left to do here: wait until it is accepted; "usage-billing run --once" asks',
  },
  accepted: { standing: "done", meaning: "the channel holds it as it was sent" },
  corrected: { standing: "done", meaning: "another record has replaced it at the channel" },
  retracted: {
    standing: "done",
    meaning: "it was taken back; the channel does not hold it any more",
  },
  dismissed: {
    standing: "done",
    meaning: "it was refused, and somebody decided that nothing is billed for it",
  },
};

/** Every state, the gravest first. */
export const STATES_BY_GRAVITY: readonly RecordState[] = Object.keys(
  STATE_WORDS,
) as readonly RecordState[];
