import { describe, expect, it } from "vitest";
import { nextState, type RecordEvent, type RecordState, recordMachine } from "../state-machine.ts";
import { evolveRecord } from "./evolve-record.ts";
import type { Fact } from "./facts.ts";
import type { RecordRow } from "./rows.ts";
import { readStatedOutcome } from "./stated-outcome.ts";

const states = Object.keys(recordMachine.states) as RecordState[];
const events = [
  ...new Set(states.flatMap((state) => Object.keys(recordMachine.states[state].on))),
] as RecordEvent[];

const stamp = { sequence: 9, at: 9 };

function outcomeJson(event: string): Record<string, unknown> {
  const reference = "ref";
  if (event === "ambiguous")
    return { recordId: "a", status: "unknown", candidates: [{ reference }] };
  const numbers = event === "partial" ? { sent: "2", stored: "1" } : {};
  return { recordId: "a", status: event, reference, ...numbers };
}

function rowIn(state: RecordState, lastOutcome = "accepted"): RecordRow {
  return {
    ...{ id: "a", sequence: 1, contentSequence: 1, state, deliveryId: "d", reference: undefined },
    ...{ outcome: JSON.stringify(outcomeJson(lastOutcome)), replacedBy: undefined },
    replaces: undefined,
  };
}

/** How each change ends, for a record that is being changed. */
function endOf(state: RecordState, event: RecordEvent): Fact | undefined {
  const recordId = "a";
  const kept = ["accepted", "pending", "partial"].includes(event) ? "kept" : event;
  const replacement = readStatedOutcome({ ...outcomeJson("refused"), recordId: "b" });
  if (state === "retracting" && (kept === "kept" || kept === "retracted")) {
    return { kind: "retraction-outcome", recordId, result: kept };
  }
  if (state === "correcting" && (kept === "kept" || kept === "retracted" || kept === "corrected")) {
    return { kind: "correction-outcome", recordId, result: kept, replacement };
  }
  if (state === "replacing") {
    const said = readStatedOutcome(outcomeJson(event));
    return { kind: "correction-outcome", recordId, result: "corrected", replacement: said };
  }
  return undefined;
}

/** The fact by which the code says that an event happened to a record. */
function factOf(state: RecordState, event: RecordEvent): Fact | undefined {
  const [recordId, deliveryId] = ["a", "d"];
  const place = { channel: "fake", deliveryKey: "k" };
  const grounds = { reason: "seen", by: "Ada" };
  const link = { recordId, deliveryId, original: "a", replacement: "a" };
  switch (event) {
    case "intend":
      return { kind: "intent", deliveryId, ...place, sha256: "", recordIds: ["a"] };
    case "not-sent":
      return { kind: event, deliveryId, reason: "" };
    case "resend":
      return { kind: event, deliveryId };
    case "offer":
      return { kind: "offered-again", recordId, ...place, content: "{}" };
    case "decided-absent":
      return { kind: "decision", recordId, deliveryId, decision: { kind: "absent" }, ...grounds };
    case "decided-held": {
      const decision = { kind: "held", reference: "x" } as const;
      return { kind: "decision", recordId, deliveryId, decision, ...grounds };
    }
    case "decided-dismissed": {
      const decision = { kind: "dismissed" } as const;
      return { kind: "decision", recordId, deliveryId, decision, ...grounds };
    }
    case "retract":
      return { kind: "retraction-intent", recordId, deliveryId };
    case "correct":
      return { kind: "correction-intent", ...link, replacement: "b" };
    case "replace":
      return { kind: "correction-intent", ...link, original: "b" };
    case "revise": {
      const revision = { kind: "revision", recordId, original: recordId, grounds } as const;
      return { ...revision, result: "revised", replacement: "b" };
    }
    case "withdraw":
      return { kind: "revision", recordId, original: recordId, result: "withdrawn", grounds };
    case "compensate":
      return { kind: "revision", recordId, original: recordId, result: "credited", grounds };
    case "dispute": {
      const outcomes = [readStatedOutcome(outcomeJson("ambiguous"))];
      return { kind: "channel-state", deliveryId, outcomes };
    }
    default: {
      const outcome = readStatedOutcome(outcomeJson(event));
      if (state === "disputed") return { kind: "channel-state", deliveryId, outcomes: [outcome] };
      if (state === "waiting") return { kind: "refused-before-sending", recordId, outcome };
      const end = endOf(state, event);
      return end ?? { kind: "outcome", deliveryId, outcomes: [outcome] };
    }
  }
}

const steps = states.flatMap((state) =>
  events
    .filter((event) => nextState(recordMachine, state, event) !== undefined)
    .map((event) => [state, event, nextState(recordMachine, state, event)] as const),
);

describe("evolveRecord", () => {
  it.each(steps)("moves a record that is %s by %s to %s", (state, event, next) => {
    const fact = factOf(state, event);
    if (fact === undefined) throw new Error(`no fact says ${event}`);
    const row = rowIn(state, ["retracting", "correcting"].includes(state) ? event : "accepted");
    expect(evolveRecord(row, fact, stamp)?.state).toBe(next);
  });

  it("moves no record by an outcome that the table does not know in its state", () => {
    const outcomes = [
      "accepted",
      "pending",
      "partial",
      "refused",
      "unknown",
      "ambiguous",
      "absent",
    ];
    for (const state of states) {
      for (const event of outcomes as RecordEvent[]) {
        if (nextState(recordMachine, state, event) !== undefined) continue;
        const said = [readStatedOutcome(outcomeJson(event))];
        const row = rowIn(state);
        const isDoubt = event === "unknown" || event === "ambiguous";
        const later = isDoubt ? [] : (["channel-state"] as const);
        for (const kind of ["outcome", "settlement", ...later] as const) {
          const fact = { kind, deliveryId: "d", outcomes: said };
          expect([state, event, evolveRecord(row, fact, stamp)]).toEqual([state, event, row]);
        }
      }
    }
  });

  it("moves no record by what is said of a delivery that it has left", () => {
    const row = rowIn("sending");
    const outcomes = [readStatedOutcome(outcomeJson("accepted"))];
    const facts = [
      { kind: "outcome", deliveryId: "other", outcomes },
      { kind: "not-sent", deliveryId: "other", reason: "" },
      { kind: "resend", deliveryId: "other" },
    ] as const;
    for (const fact of facts) expect(evolveRecord(row, fact, stamp)).toBe(row);
  });

  it("knows nothing of a record that was not taken in", () => {
    const fact = { kind: "retraction-intent", recordId: "a", deliveryId: "d" } as const;
    expect(evolveRecord(undefined, fact, stamp)).toBeUndefined();
  });
});
