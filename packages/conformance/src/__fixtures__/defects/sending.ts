import { type Delivery, type Outcome, Quantity, type UsageRecord } from "@usage-billing/core";
import type { Defect, Defects } from "../memory-world.ts";

/** Sends other records than those of the delivery, and answers for those. */
const sendingOther =
  (change: (record: UsageRecord) => UsageRecord): Defect =>
  ({ right, isOwn }) => ({
    send: (delivery, options) => {
      if (!delivery.records.some(isOwn)) return right.send(delivery, options);
      return right.send({ ...delivery, records: delivery.records.map(change) }, options);
    },
  });

/** Changes what is answered about a delivery. */
const answering =
  (change: (outcomes: readonly Outcome[], delivery: Delivery) => readonly Outcome[]): Defect =>
  ({ right, isOwn }) => ({
    send: async (delivery, options) => {
      const outcomes = await right.send(delivery, options);
      return delivery.records.some(isOwn) ? change(outcomes, delivery) : outcomes;
    },
  });

/** What a double keeps of a quantity. */
function throughDouble(record: UsageRecord): UsageRecord {
  const text = record.quantity.toString();
  if (text.length <= 15 || text.includes(".")) return record;
  return { ...record, quantity: Quantity.parse(BigInt(Number(text)).toString()) };
}

function moveHour(record: UsageRecord): UsageRecord {
  const { start, end } = record.period;
  const isChangeOfClocks = new Date(start).getUTCDate() === 25;
  return isChangeOfClocks ? { ...record, period: { start: start - 3_600_000, end } } : record;
}

function accept({ recordId }: UsageRecord): Outcome {
  return { status: "accepted", recordId, reference: `usage-of-${recordId}` };
}

/** What can be wrong with sending and its outcomes. */
export const defectsOfSending: Defects = {
  "holds quantities exactly or refuses them first": {
    "reckons in doubles": sendingOther(throughDouble),
    "drops decimals": sendingOther((record) => ({
      ...record,
      quantity: record.quantity.carry(0).reported,
    })),
  },
  "holds periods exactly or refuses them first": {
    "loses an hour where clocks change": sendingOther(moveHour),
    "cuts seconds": sendingOther((record) => {
      const { start, end } = record.period;
      return { ...record, period: { start: start - (start % 60_000), end } };
    }),
  },
  "holds all that was sent, once": {
    "sends twice": ({ right, isOwn }) => ({
      send: async (delivery, options) => {
        if (delivery.records.some(isOwn)) await right.send(delivery, options);
        return right.send(delivery, options);
      },
    }),
    "loses the last record": ({ right, isOwn }) => ({
      send: async (delivery, options) => {
        if (!delivery.records.some(isOwn)) return right.send(delivery, options);
        await right.send({ ...delivery, records: delivery.records.slice(1) }, options);
        return delivery.records.map(accept);
      },
    }),
  },
  "answers for every record in its order": {
    "answers for too few": answering((outcomes) => outcomes.slice(1)),
    "answers in another order": answering((outcomes) => outcomes.toReversed()),
  },
  "gives every record a reference of its own": {
    "gives the same reference": answering((outcomes) =>
      outcomes.map((outcome) => ({ ...outcome, reference: "the same" }) as Outcome),
    ),
  },
  "tells which usage was refused and why": {
    "calls the refused unknown": answering((outcomes) =>
      outcomes.map((outcome) => {
        if (outcome.status !== "refused") return outcome;
        return { status: "unknown", recordId: outcome.recordId, reason: "who knows" };
      }),
    ),
  },
  "says that it holds what it holds": {
    "calls the refused accepted": answering((_, { records }) => records.map(accept)),
  },
  "tells how much was stored of usage in part": {
    "calls a part the whole": ({ right }) => ({
      send: async (delivery, options) => {
        const outcomes = await right.send(delivery, options);
        const isPart = outcomes.some(({ status }) => status === "partial");
        return isPart ? delivery.records.map(accept) : outcomes;
      },
    }),
    "settles a part as the whole": ({ right }) => ({
      settle: async (delivery, options) => {
        const outcomes = await right.settle(delivery, options);
        const isPart = outcomes.some(({ status }) => status === "partial");
        return isPart ? delivery.records.map(accept) : outcomes;
      },
    }),
  },
};
