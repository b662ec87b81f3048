import {
  ChannelConnectionError,
  type Outcome,
  type Settlement,
  type UsageRecord,
} from "@usage-billing/core";
import { store } from "../memory-channel.ts";
import type { DefectsByTest } from "../memory-harness.ts";

/**
 * Accepts a record without looking.
 *
 * @param record - The record.
 * @returns An outcome whose reference means nothing.
 */
export function acceptBlindly({ recordId }: UsageRecord): Outcome {
  return { status: "accepted", recordId, reference: "made-up" };
}

function findAbsent({ recordId }: UsageRecord): Settlement {
  return { status: "absent", recordId };
}

/** What can be wrong with sending and reading back. */
export const sendingDefects: DefectsByTest = {
  "holds exactly what was sent": {
    "stores what is sent twice": ({ send }, memory) => ({
      send: async (delivery) => {
        const outcomes = await send(delivery);
        store(memory, delivery.records);
        return outcomes;
      },
    }),
    "loses a record": ({ send }) => ({
      send: async (delivery) => {
        await send({ ...delivery, records: delivery.records.slice(1) });
        return delivery.records.map(acceptBlindly);
      },
    }),
    "drops decimals": ({ send }) => ({
      send: (delivery) => {
        const cut = (record: UsageRecord) => ({
          ...record,
          quantity: record.quantity.carry(0).reported,
        });
        return send({ ...delivery, records: delivery.records.map(cut) });
      },
    }),
    "answers for too few records": ({ send }) => ({
      send: async (delivery) => (await send(delivery)).slice(1),
    }),
    "answers in another order": ({ send }) => ({
      send: async (delivery) => (await send(delivery)).toReversed(),
    }),
  },
  "gives record ids back as its capabilities say": {
    "makes record ids up": ({ list }) => ({
      list: async function* (query) {
        for await (const usage of list(query)) yield { ...usage, recordId: "made-up" };
      },
    }),
  },
  "settles what was sent to the same references": {
    "settles everything as absent": () => ({
      settle: async ({ records }) => records.map(findAbsent),
    }),
    "settles to another reference": ({ settle }) => ({
      settle: async (delivery) =>
        (await settle(delivery)).map((one) => ({ ...one, reference: "made-up" })),
    }),
  },
  "settles what was not sent as absent": {
    "settles everything as accepted": () => ({
      settle: async ({ records }) => records.map(acceptBlindly),
    }),
    "sends what it finds absent": ({ settle }, memory) => ({
      settle: async (delivery) => {
        const settlements = await settle(delivery);
        if (settlements.every(({ status }) => status === "absent")) store(memory, delivery.records);
        return settlements;
      },
    }),
  },
  "settles a lost answer without a second effect": {
    "sends again when the answer is lost": ({ send }) => ({
      send: (delivery) => send(delivery).catch(() => send(delivery)),
    }),
    "says that nothing was stored when the answer is lost": ({ send }) => ({
      send: (delivery) =>
        send(delivery).catch(() => {
          const call = { channel: "memory", operation: "store", reason: "lost" };
          throw new ChannelConnectionError({ ...call, outcomeUnknown: false });
        }),
    }),
  },
  "follows what it holds": {
    "loses track": () => ({ follow: async ({ records }) => records.map(findAbsent) }),
  },
};
