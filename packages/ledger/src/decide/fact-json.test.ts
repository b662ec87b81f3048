import { describe, expect, it } from "vitest";
import { type FactRow, fromFactRow, toFactBody } from "./fact-json.ts";
import type { Fact } from "./facts.ts";
import { stateOutcome } from "./stated-outcome.ts";

const [recordId, deliveryId] = ["a", "d"];
const place = { channel: "fake", deliveryKey: "k" };
const outcome = stateOutcome({ status: "accepted", recordId, reference: "ref" });
const doubt = stateOutcome({ status: "unknown", recordId: "b", reason: "two", candidates: [] });

const facts: readonly Fact[] = [
  { kind: "taken-in", recordId, ...place, content: '{"recordId":"a","channel":"fake"}' },
  { kind: "offered-again", recordId, deliveryId, ...place, content: '{"channel":"fake"}' },
  { kind: "refused-before-sending", recordId, outcome },
  { kind: "intent", deliveryId, ...place, sha256: "00", recordIds: ["a", "b"] },
  { kind: "resend", deliveryId },
  { kind: "not-sent", deliveryId, reason: 'no "route"' },
  { kind: "step", deliveryId, steps: ["created", "uploaded"] },
  { kind: "outcome", deliveryId, outcomes: [outcome, doubt] },
  { kind: "settlement", deliveryId, outcomes: [] },
  { kind: "channel-state", deliveryId, outcomes: [outcome] },
  { kind: "absent", recordId, deliveryId },
  { kind: "decision", recordId, deliveryId, decision: { kind: "absent" }, reason: "r", by: "Ada" },
  {
    ...{ kind: "window", source: "s", channel: "c", period: { start: 0, end: 1 }, state: "done" },
    ...{ records: 2, quantity: "0.3", columns: ["a", "b"], reason: "r" },
  },
  { kind: "retraction-intent", recordId, deliveryId },
  { kind: "retraction-outcome", recordId, result: "kept" },
  { kind: "correction-intent", recordId, deliveryId, original: "a", replacement: "a2" },
  { kind: "correction-outcome", recordId, result: "kept", replacement: doubt },
  {
    ...{ kind: "revision", recordId, result: "compensated", original: "a", replacement: "b" },
    ...{ credit: "0.1", grounds: { reason: "metered twice", by: "Ada" } },
  },
];

function toRow(fact: Fact): FactRow {
  const hasOwnId = fact.kind === "taken-in" || fact.kind === "intent";
  return {
    kind: fact.kind,
    recordId: "recordId" in fact && !hasOwnId ? fact.recordId : undefined,
    deliveryId: "deliveryId" in fact && !hasOwnId ? fact.deliveryId : undefined,
    channel: "channel" in fact ? fact.channel : undefined,
    deliveryKey: "deliveryKey" in fact ? fact.deliveryKey : undefined,
    body: toFactBody(fact),
  };
}

describe("a fact's JSON", () => {
  it.each(facts.map((fact) => [fact.kind, fact] as const))("of %s reads back", (_, fact) => {
    expect(fromFactRow(toRow(fact))).toEqual(fact);
    expect(JSON.parse(toFactBody(fact))).toBeTypeOf("object");
  });
});
