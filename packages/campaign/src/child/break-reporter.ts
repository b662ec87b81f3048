import type { Channel, Delivery } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { Defect } from "./job.ts";

/** What a reporter works with. */
export interface Parts {
  readonly channel: Channel;
  readonly ledger: Ledger;
}

const accept = ({ records }: Delivery) =>
  records.map(({ recordId }) => ({ status: "accepted", recordId, reference: "trusted" }) as const);

async function sendTwice(channel: Channel, delivery: Delivery) {
  try {
    return await channel.send(delivery);
  } catch {
    return await channel.send(delivery);
  }
}

async function swallow(channel: Channel, delivery: Delivery) {
  try {
    return await channel.send(delivery);
  } catch {
    return accept(delivery);
  }
}

/** Keeps intents in memory until their outcome is known: after a crash nobody knows of them. */
function commitLate(ledger: Ledger): Ledger {
  const intended = new Map<string, Delivery>();
  async function catchUp(deliveryIds: readonly string[]): Promise<void> {
    const late = deliveryIds.map((id) => intended.get(id)).filter((found) => found !== undefined);
    for (const { id } of late) intended.delete(id);
    if (late.length > 0) await ledger.commitIntents(late);
  }
  return {
    ...ledger,
    commitIntents: async (deliveries) => {
      for (const delivery of deliveries) intended.set(delivery.id, delivery);
    },
    commitSteps: async (deliveryId, steps) => {
      if (!intended.has(deliveryId)) await ledger.commitSteps(deliveryId, steps);
    },
    commitResends: async (deliveryIds) => {
      await catchUp(deliveryIds);
      await ledger.commitResends(deliveryIds);
    },
    commitUnsent: async (unsent) => {
      await catchUp(unsent.map(({ deliveryId }) => deliveryId));
      await ledger.commitUnsent(unsent);
    },
    commitOutcomes: async (results) => {
      await catchUp(results.map(({ deliveryId }) => deliveryId));
      await ledger.commitOutcomes(results);
    },
  };
}

/**
 * Breaks a reporter on purpose, to see whether the campaign finds it.
 *
 * @param parts - What the reporter works with.
 * @param defect - What is to be wrong.
 * @returns What it works with then.
 */
export function breakReporter({ channel, ledger }: Parts, defect: Defect): Parts {
  switch (defect) {
    case "blind-retry":
      return { ledger, channel: { ...channel, send: (delivery) => sendTwice(channel, delivery) } };
    case "swallow-error":
      return { ledger, channel: { ...channel, send: (delivery) => swallow(channel, delivery) } };
    case "no-read-back":
      return {
        ledger,
        channel: {
          ...channel,
          settle: async ({ records }) =>
            records.map(({ recordId }) => ({ status: "absent", recordId })),
        },
      };
    case "commit-after-send":
      return { channel, ledger: commitLate(ledger) };
  }
}
