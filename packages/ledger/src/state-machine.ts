/** Who moves a record or a delivery: this side, the channel by what it answers, or a person's request. */
export type Mover = "reporter" | "channel" | "person";

/** One state: whether something is left to do in it, and the events that lead out of it. */
export interface StateRule<State extends string, Event extends string> {
  /** Whether the reporter has nothing left to do; a person may still ask for a change. */
  readonly final: boolean;
  /** For each event that may happen here: who causes it, and the state that it leads to. */
  readonly on: Readonly<Partial<Record<Event, readonly [mover: Mover, next: State]>>>;
}

/** A table of states, with those in which something begins. */
export interface StateMachine<State extends string, Event extends string> {
  /** The states in which a record or delivery may enter the ledger. */
  readonly initial: readonly State[];
  /** Every state. */
  readonly states: Readonly<Record<State, StateRule<State, Event>>>;
}

/**
 * Where a usage record stands.
 *
 * - `waiting`: taken in, in no delivery.
 * - `sending`: in a delivery whose bytes are committed; nobody knows yet whether it was sent.
 * - `unsent`: in a delivery that certainly did not reach the channel; a later run sends its bytes.
 * - `accepted`, `pending`, `partial`, `refused`, `unknown`: the channel's outcome, as core names them.
 * - `ambiguous`: the channel holds what could be it and could be something else. It is read back again,
 *   never sent, and a person may decide.
 * - `disputed`: the channel took it, and says of it later that it holds it more than once, as something
 *   else, or not any more. It is asked again, never sent, and a person may decide.
 * - `retracting`, `correcting`: a change was begun at the channel and how it ended is not known.
 * - `replacing`: the new version of a record that is `correcting`.
 * - `retracted`, `corrected`: the channel does not hold it any more.
 * - `dismissed`: the channel refused it, and a person decided that nothing is billed for it.
 */
export type RecordState =
  | "waiting"
  | "sending"
  | "unsent"
  | "accepted"
  | "pending"
  | "partial"
  | "refused"
  | "unknown"
  | "ambiguous"
  | "disputed"
  | "retracting"
  | "retracted"
  | "correcting"
  | "corrected"
  | "replacing"
  | "dismissed";

/**
 * What happens to a usage record. Outcomes and settlements are events by their status, but `ambiguous`,
 * which is an unknown one with candidates, and `dispute`, which is what a channel that took the record
 * says later when it does not hold just that. A record that was not sent is revised or withdrawn in the
 * ledger alone; one that its channel can change no more is compensated by another.
 */
export type RecordEvent =
  | "intend"
  | "not-sent"
  | "resend"
  | "accepted"
  | "pending"
  | "partial"
  | "refused"
  | "unknown"
  | "ambiguous"
  | "absent"
  | "dispute"
  | "decided-held"
  | "decided-absent"
  | "decided-dismissed"
  | "retract"
  | "retracted"
  | "correct"
  | "corrected"
  | "offer"
  | "replace"
  | "revise"
  | "withdraw"
  | "compensate";

/** The life of a usage record. */
export const recordMachine: StateMachine<RecordState, RecordEvent> = {
  initial: ["waiting", "replacing"],
  states: {
    waiting: {
      final: false,
      on: {
        intend: ["reporter", "sending"],
        refused: ["reporter", "refused"],
        revise: ["person", "corrected"],
        withdraw: ["person", "retracted"],
      },
    },
    sending: {
      final: false,
      on: {
        accepted: ["channel", "accepted"],
        pending: ["channel", "pending"],
        partial: ["channel", "partial"],
        refused: ["channel", "refused"],
        unknown: ["channel", "unknown"],
        ambiguous: ["channel", "ambiguous"],
        absent: ["channel", "waiting"],
        "not-sent": ["reporter", "unsent"],
        resend: ["reporter", "sending"],
      },
    },
    unsent: { final: false, on: { resend: ["reporter", "sending"] } },
    unknown: {
      final: false,
      on: {
        accepted: ["channel", "accepted"],
        pending: ["channel", "pending"],
        partial: ["channel", "partial"],
        refused: ["channel", "refused"],
        unknown: ["channel", "unknown"],
        ambiguous: ["channel", "ambiguous"],
        absent: ["channel", "waiting"],
        "decided-held": ["person", "accepted"],
        "decided-absent": ["person", "waiting"],
        "not-sent": ["reporter", "unsent"],
        resend: ["reporter", "sending"],
      },
    },
    ambiguous: {
      final: false,
      on: {
        accepted: ["channel", "accepted"],
        pending: ["channel", "pending"],
        partial: ["channel", "partial"],
        refused: ["channel", "refused"],
        ambiguous: ["channel", "ambiguous"],
        absent: ["channel", "waiting"],
        "decided-held": ["person", "accepted"],
        "decided-absent": ["person", "waiting"],
      },
    },
    accepted: {
      final: true,
      on: {
        accepted: ["channel", "accepted"],
        refused: ["channel", "refused"],
        dispute: ["channel", "disputed"],
        retract: ["person", "retracting"],
        correct: ["person", "correcting"],
        compensate: ["person", "accepted"],
      },
    },
    pending: {
      final: true,
      on: {
        accepted: ["channel", "accepted"],
        pending: ["channel", "pending"],
        refused: ["channel", "refused"],
        dispute: ["channel", "disputed"],
        retract: ["person", "retracting"],
        correct: ["person", "correcting"],
      },
    },
    partial: {
      final: true,
      on: {
        partial: ["channel", "partial"],
        dispute: ["channel", "disputed"],
        retract: ["person", "retracting"],
        correct: ["person", "correcting"],
      },
    },
    disputed: {
      final: false,
      on: {
        accepted: ["channel", "accepted"],
        pending: ["channel", "pending"],
        partial: ["channel", "partial"],
        refused: ["channel", "refused"],
        dispute: ["channel", "disputed"],
        "decided-held": ["person", "accepted"],
        "decided-absent": ["person", "waiting"],
      },
    },
    refused: {
      final: true,
      on: {
        offer: ["person", "waiting"],
        replace: ["person", "replacing"],
        revise: ["person", "corrected"],
        withdraw: ["person", "retracted"],
        "decided-dismissed": ["person", "dismissed"],
      },
    },
    dismissed: { final: true, on: {} },
    retracting: {
      final: false,
      on: {
        retracted: ["channel", "retracted"],
        accepted: ["channel", "accepted"],
        pending: ["channel", "pending"],
        partial: ["channel", "partial"],
      },
    },
    retracted: { final: true, on: {} },
    correcting: {
      final: false,
      on: {
        corrected: ["channel", "corrected"],
        retracted: ["channel", "retracted"],
        accepted: ["channel", "accepted"],
        pending: ["channel", "pending"],
        partial: ["channel", "partial"],
      },
    },
    corrected: { final: true, on: {} },
    replacing: {
      final: false,
      on: {
        accepted: ["channel", "accepted"],
        pending: ["channel", "pending"],
        partial: ["channel", "partial"],
        refused: ["channel", "refused"],
        absent: ["channel", "waiting"],
      },
    },
  },
};

/**
 * Where a delivery stands.
 *
 * - `sending`: its bytes are committed and may be on their way; settle it before anything else.
 * - `unsent`: it certainly did not reach the channel; its bytes may be sent again as they are.
 * - `unknown`: read-back did not tell what became of all its records.
 * - `settled`: none of its records is in doubt.
 */
export type DeliveryState = "sending" | "unsent" | "unknown" | "settled";

/** What happens to a delivery. */
export type DeliveryEvent = "not-sent" | "resend" | "unknown" | "settled";

/** The life of a delivery. */
export const deliveryMachine: StateMachine<DeliveryState, DeliveryEvent> = {
  initial: ["sending"],
  states: {
    sending: {
      final: false,
      on: {
        settled: ["channel", "settled"],
        unknown: ["channel", "unknown"],
        "not-sent": ["reporter", "unsent"],
        resend: ["reporter", "sending"],
      },
    },
    unsent: { final: false, on: { resend: ["reporter", "sending"] } },
    unknown: {
      final: false,
      on: {
        settled: ["channel", "settled"],
        unknown: ["channel", "unknown"],
        "not-sent": ["reporter", "unsent"],
        resend: ["reporter", "sending"],
      },
    },
    settled: { final: true, on: { settled: ["channel", "settled"] } },
  },
};

/**
 * Looks an event up in a table.
 *
 * @param machine - The table.
 * @param state - Where the record or delivery stands.
 * @param event - What happened.
 * @returns Where it stands now; `undefined` when this cannot happen there.
 */
export function nextState<State extends string, Event extends string>(
  machine: StateMachine<State, Event>,
  state: State,
  event: Event,
): State | undefined {
  return machine.states[state].on[event]?.[1];
}
