import type { Settlement } from "@usage-billing/core";
import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import type { Ledger } from "../ledger.ts";
import type { DeliveryResult, RecordDecision } from "../model.ts";
import { toDelivery } from "../testing/sample-records.ts";
import type { ModelLedger } from "./model-ledger.ts";
import { usageRecord } from "./records.ts";

/** One step on both the ledger and the model; the model tells whether the ledger has to allow it. */
export interface Step {
  readonly name: string;
  /** Whether the model allows it, after it has done it. */
  expect(model: ModelLedger): boolean;
  perform(ledger: Ledger): Promise<unknown>;
}

const IDS = ["a", "b", "c", "d", "0123456789abcdef0123456789abcdef"] as const;
const subscriptions = { channel: "fake", subscription: "sub-1" };

function recordOf(recordId: string, amount: number) {
  return usageRecord({ recordId, quantity: Quantity.parse(`${amount}`), ...subscriptions });
}

function deliveryIdOf(recordIds: readonly string[]): string {
  return toDelivery(...recordIds.map((recordId) => recordOf(recordId, 1))).id;
}

function settlementOf(recordId: string, status: string): Settlement {
  const reference = `ref-${recordId}`;
  const problem = { rule: "no", field: "quantity", message: "no" };
  const [sent, stored] = [Quantity.parse("2"), Quantity.parse("1")];
  const period = { start: 0, end: 1 };
  const held = {
    channel: "fake",
    reference,
    subscription: "s",
    status: "open",
    quantity: sent,
    period,
  };
  switch (status) {
    case "accepted":
      return { status, recordId, reference };
    case "pending":
      return { status, recordId, reference, channelState: "in review" };
    case "partial":
      return { status, recordId, reference, sent, stored };
    case "refused":
      return { status, recordId, problem };
    case "ambiguous":
      return { status: "unknown", recordId, reason: "two", candidates: [held] };
    case "unknown":
      return { status, recordId, reason: "no answer" };
    default:
      return { status: "absent", recordId };
  }
}

/** The choices of one step; what they choose among depends on where the model stands. */
interface Choices {
  readonly operation: string;
  /** Whether the step takes any record or delivery rather than one that it fits. */
  readonly isWild: boolean;
  readonly pick: number;
  readonly other: number;
  readonly amount: number;
  readonly statuses: readonly string[];
  readonly word: number;
}

function pickOf<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[at % Math.max(items.length, 1)];
}

/** A record in one of these states, or any. */
function recordIn(model: ModelLedger, choices: Choices, ...states: readonly string[]): string {
  const fitting = IDS.filter((id) => states.includes(model.records.get(id)?.state ?? ""));
  const among = choices.isWild || fitting.length === 0 ? IDS : fitting;
  return pickOf(among, choices.pick) ?? "a";
}

function takeIn(_: ModelLedger, { pick, amount }: Choices): Step {
  const recordId = pickOf(IDS, pick) ?? "a";
  return {
    name: `take in ${recordId} with ${amount}`,
    expect: (model) => model.takeIn(recordId, amount) !== undefined,
    perform: (ledger) =>
      ledger.takeIn([{ record: recordOf(recordId, amount), deliveryKey: "sub-1" }]),
  };
}

function intend(before: ModelLedger, choices: Choices): Step {
  const waiting = IDS.filter((id) => before.records.get(id)?.state === "waiting");
  const members = choices.isWild ? IDS.slice(0, 2) : waiting.slice(0, 1 + (choices.other % 3));
  const chosen = members.length === 0 ? [IDS[0]] : members;
  return {
    name: `intend ${chosen}`,
    expect: (model) => model.intend(deliveryIdOf(chosen), chosen),
    perform: (ledger) =>
      ledger.commitIntents([toDelivery(...chosen.map((recordId) => recordOf(recordId, 1)))]),
  };
}

function pickDelivery(
  model: ModelLedger,
  { pick, isWild }: Choices,
  isOpen: boolean,
): { readonly deliveryId: string; readonly members: readonly string[] } {
  const fitting = [...model.deliveries].filter(
    ([, { state }]) => isWild || (state !== "settled") === isOpen,
  );
  const [deliveryId, delivery] = pickOf(fitting, pick) ?? ["none", undefined];
  return { deliveryId, members: delivery?.planned ?? IDS };
}

function move(before: ModelLedger, choices: Choices): Step {
  const { deliveryId } = pickDelivery(before, choices, true);
  const to = choices.word % 2 === 0 ? "sending" : "unsent";
  return {
    name: `move ${deliveryId} to ${to}`,
    expect: (model) => model.moveWhole(deliveryId, to),
    perform: (ledger) =>
      to === "sending"
        ? ledger.commitResends([deliveryId])
        : ledger.commitUnsent([{ deliveryId, reason: "connection refused" }]),
  };
}

function resultOf(before: ModelLedger, choices: Choices, isOpen: boolean): DeliveryResult {
  const { deliveryId, members } = pickDelivery(before, choices, isOpen);
  const outcomes = members.slice(0, 1 + (choices.other % 4)).map((recordId, index) => {
    return settlementOf(recordId, pickOf(choices.statuses, index) ?? "accepted");
  });
  return { deliveryId, outcomes };
}

function settle(before: ModelLedger, choices: Choices): Step {
  const result = resultOf(before, choices, true);
  const foundBy = choices.word % 2 === 0 ? "answer" : "read-back";
  return {
    name: `settle ${JSON.stringify(result)}`,
    expect: (model) => model.settle(result),
    perform: (ledger) => ledger.commitOutcomes([{ ...result, foundBy }]),
  };
}

function follow(before: ModelLedger, choices: Choices): Step {
  const result = resultOf(before, choices, false);
  return {
    name: `follow ${JSON.stringify(result)}`,
    expect: (model) => model.follow(result),
    perform: (ledger) => ledger.commitChannelStates([result]),
  };
}

function decide(before: ModelLedger, choices: Choices): Step {
  const recordId = recordIn(before, choices, "unknown", "ambiguous", "disputed");
  const decision: RecordDecision =
    choices.word % 2 === 0 ? { kind: "held", reference: "x" } : { kind: "absent" };
  return {
    name: `decide ${recordId} ${decision.kind}`,
    expect: (model) => model.decide(recordId, decision),
    perform: (ledger) => ledger.commitDecision(recordId, decision, { reason: "seen", by: "Ada" }),
  };
}

function dismiss(before: ModelLedger, choices: Choices): Step {
  const recordId = recordIn(before, choices, "refused");
  const grounds = { reason: "a trial", by: "Ada" };
  return {
    name: `dismiss ${recordId}`,
    expect: (model) => model.dismiss(recordId),
    perform: (ledger) => ledger.commitDecision(recordId, { kind: "dismissed" }, grounds),
  };
}

function refuse(before: ModelLedger, choices: Choices): Step {
  const recordId = recordIn(before, choices, "waiting");
  const refusal = settlementOf(recordId, "refused") as Extract<Settlement, { status: "refused" }>;
  return {
    name: `refuse ${recordId}`,
    expect: (model) => model.refuse(recordId),
    perform: (ledger) => ledger.commitRefusals([refusal]),
  };
}

function retract(before: ModelLedger, choices: Choices): Step {
  const recordId = recordIn(before, choices, "accepted", "pending", "partial");
  return {
    name: `retract ${recordId}`,
    expect: (model) => model.retract(recordId),
    perform: (ledger) => ledger.commitRetractionIntent(recordId),
  };
}

function endRetraction(before: ModelLedger, choices: Choices): Step {
  const recordId = recordIn(before, choices, "retracting");
  const result = choices.word % 2 === 0 ? "kept" : "retracted";
  return {
    name: `${recordId} is ${result}`,
    expect: (model) => model.endRetraction(recordId, result),
    perform: (ledger) => ledger.commitRetraction(recordId, result),
  };
}

function correct(before: ModelLedger, choices: Choices): Step {
  const recordId = recordIn(before, choices, "accepted", "pending", "partial");
  const by = pickOf(IDS, choices.other) ?? "a";
  const record = recordOf(by, choices.amount);
  return {
    name: `correct ${recordId} by ${by} with ${choices.amount}`,
    expect: (model) => model.correct(recordId, by, choices.amount),
    perform: (ledger) => ledger.commitCorrectionIntent(recordId, { record, deliveryKey: "sub-1" }),
  };
}

function endCorrection(before: ModelLedger, choices: Choices): Step {
  const recordId = recordIn(before, choices, "correcting");
  const by = before.records.get(recordId)?.replacedBy ?? "none";
  const record = pickOf(["corrected", "kept", "retracted"] as const, choices.word) ?? "kept";
  const said = record === "kept" && !choices.isWild ? "refused" : choices.statuses[0];
  const replacement = settlementOf(by, said ?? "accepted");
  return {
    name: `correction of ${recordId}: ${record}, ${by} ${said}`,
    expect: (model) => model.endCorrection(recordId, record, replacement.status),
    perform: (ledger) => ledger.commitCorrection(recordId, { record, replacement }),
  };
}

const operations: Readonly<Record<string, (model: ModelLedger, choices: Choices) => Step>> = {
  ...{ takeIn, intend, move, settle, follow, decide },
  ...{ refuse, dismiss, retract, endRetraction, correct, endCorrection },
};

/**
 * Finds the step that choices make.
 *
 * @param model - Where the model stands.
 * @param choices - The choices.
 * @returns The step, on the ledger and on the model.
 */
export function toStep(model: ModelLedger, choices: Choices): Step {
  const operation = operations[choices.operation] ?? takeIn;
  return operation(model, choices);
}

const weighted = [
  ...["takeIn", "takeIn", "takeIn", "intend", "intend", "intend", "move", "settle", "settle"],
  ...[
    "settle",
    "follow",
    "decide",
    "refuse",
    "dismiss",
    "retract",
    "endRetraction",
    "correct",
    "correct",
  ],
  "endCorrection",
];
const statuses = ["accepted", "pending", "partial", "refused", "unknown", "ambiguous", "absent"];

/** Random sequences of every operation on a few records, so that they meet often. */
export const randomChoices: fc.Arbitrary<Choices[]> = fc.array(
  fc.record({
    operation: fc.constantFrom(...weighted),
    isWild: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
    pick: fc.nat(999),
    other: fc.nat(999),
    amount: fc.constantFrom(1, 1, 1, 2),
    statuses: fc.array(fc.constantFrom(...statuses), { minLength: 1, maxLength: 4 }),
    word: fc.nat(999),
  }),
  { minLength: 60, maxLength: 80, size: "max" },
);
