import type { Channel, Outcome, UsageRecord } from "@usage-billing/core";
import { createMemoryChannel, store } from "../memory-channel.ts";
import type { Defect, Defects, Sound } from "../memory-world.ts";

function accept({ recordId }: UsageRecord): Outcome {
  return { status: "accepted", recordId, reference: `usage-of-${recordId}` };
}

/** Takes a rule's own records back otherwise. */
const retracting =
  (retract: (sound: Sound) => Channel["retract"]): Defect =>
  (sound) => ({
    retract: (sent, options) =>
      (sound.isOwn(sent.record) ? retract(sound) : sound.right.retract)(sent, options),
  });

/** Corrects a rule's own records otherwise. */
const correcting =
  (correct: (sound: Sound) => Channel["correct"]): Defect =>
  (sound) => ({
    correct: (sent, replacement, options) => {
      const call = sound.isOwn(sent.record) ? correct(sound) : sound.right.correct;
      return call(sent, replacement, options);
    },
  });

function keep({ memory, right }: Sound, record: UsageRecord): void {
  store({ memory, capabilities: right.capabilities }, [record]);
}

function drop({ memory }: Sound, isMeant: (record: UsageRecord) => boolean): void {
  memory.holdings = memory.holdings.filter(({ record }) => !isMeant(record));
}

/** The server forgets that it billed. */
function reopen({ memory }: Sound): void {
  memory.holdings = memory.holdings.map(({ record, usage }) => ({
    record,
    usage: { ...usage, status: "open" },
  }));
}

const isOf =
  ({ subscription }: UsageRecord) =>
  (record: UsageRecord): boolean =>
    record.subscription === subscription;

/** What can be wrong with changes. */
export const defectsOfChanging: Defects = {
  "takes one record back and leaves the others": {
    "takes nothing back": retracting(() => async () => undefined),
    "takes everything of the subscription back": retracting((sound) => async ({ record }) => {
      drop(sound, isOf(record));
    }),
  },
  "settles what was taken back as absent": {
    "remembers what it had": ({ right, isOwn }) => ({
      settle: async (delivery, options) => {
        const settled = await right.settle(delivery, options);
        return settled.map((one) => (isOwn(one) ? accept(one as unknown as UsageRecord) : one));
      },
    }),
  },
  "takes back twice with one effect": {
    "takes another in its place": retracting((sound) => async (sent, options) => {
      const isThere = sound.memory.holdings.some(({ record }) => record === sent.record);
      if (isThere) await sound.right.retract(sent, options);
      else drop(sound, isOf(sent.record));
    }),
  },
  "corrects one record and leaves the others": {
    "adds what should replace": correcting((sound) => async (_, replacement) => {
      keep(sound, replacement);
      return accept(replacement);
    }),
    "only says that it corrected": correcting(() => async (_, replacement) => accept(replacement)),
  },
  "settles both versions of a corrected record": {
    "settles only what it would plan": ({ right, isOwn }) => ({
      settle: async (delivery, options) => {
        const settled = await right.settle(delivery, options);
        return delivery.records.some(isOwn) ? settled.slice(0, 2) : settled;
      },
    }),
  },
  "moves a record wholly or refuses to": {
    "keeps the place of what it says to move": correcting(
      ({ right }) =>
        (sent, replacement, options) => {
          const { subscription, period } = sent.record;
          return right.correct(sent, { ...replacement, subscription, period }, options);
        },
    ),
  },
  "refuses a replacement that could not be sent": {
    "takes back first and looks then": correcting(({ right }) => async (sent, ...rest) => {
      await right.retract(sent);
      return right.correct(sent, ...rest);
    }),
  },
  "finishes a retraction whose answer was lost": {
    "takes back what it is not sure of by putting it again": retracting((sound) => {
      return async (sent, options) => {
        const isThere = sound.memory.holdings.some(({ record }) => record === sent.record);
        if (isThere) await sound.right.retract(sent, options);
        else keep(sound, sent.record);
      };
    }),
  },
  "finishes a correction whose answer was lost": {
    "puts the first version back": correcting((sound) => async (sent, replacement, options) => {
      try {
        return await sound.right.correct(sent, replacement, options);
      } catch (error) {
        keep(sound, sent.record);
        throw error;
      }
    }),
  },
  "doubts a correction of which half is done": {
    "tells of the second half alone": correcting((sound) => async (sent, ...rest) => {
      const outcome = await sound.right.correct(sent, ...rest);
      if (outcome.status === "unknown") throw new TypeError("could not send");
      return outcome;
    }),
  },
  "says that it cannot do what it does not declare": {
    "takes back although it cannot": ({ memory, right }) => ({
      retract: async (sent, options) => {
        if (sent.reference === "kit") return right.retract(sent, options);
        const capabilities = { ...right.capabilities, retraction: "delete" } as const;
        await createMemoryChannel(memory, capabilities).retract(sent, options);
      },
    }),
    "says nothing": retracting(() => async () => undefined),
  },
};

/** What can be wrong with usage that is billed. */
export const defectsOfBilling: Defects = {
  "follows usage to its bill": {
    "keeps the bill to itself": ({ right }) => ({
      follow: async (delivery, options) => {
        const followed = await right.follow(delivery, options);
        return followed.map((one) => {
          if (one.status !== "accepted") return one;
          const { billingReference: _, ...rest } = one;
          return rest;
        });
      },
    }),
  },
  "lists the bill of usage": {
    "lists billed usage without its bill": ({ right }) => ({
      list: async function* (query, options) {
        for await (const { billingReference: _, ...usage } of right.list(query, options)) {
          yield usage;
        }
      },
    }),
  },
  "takes nothing back that is billed": {
    "takes billed usage back": retracting((sound) => (sent, options) => {
      reopen(sound);
      return sound.right.retract(sent, options);
    }),
    "says nothing when it cannot": retracting(
      ({ right }) =>
        (sent, options) =>
          right.retract(sent, options).catch(() => undefined),
    ),
  },
  "corrects nothing that is billed": {
    "corrects billed usage": correcting((sound) => (sent, replacement, options) => {
      reopen(sound);
      return sound.right.correct(sent, replacement, options);
    }),
  },
};
