import { type Memory, store } from "../memory-channel.ts";
import type { DefectsByTest } from "../memory-harness.ts";
import { acceptBlindly } from "./sending-defects.ts";

function reopen(memory: Memory): void {
  memory.holdings = memory.holdings.map(({ record, usage }) => ({
    record,
    usage: { ...usage, status: "open" },
  }));
}

/** What can be wrong with changes and with billed usage. */
export const changingDefects: DefectsByTest = {
  "takes one record back and leaves the others": {
    "takes nothing back": () => ({ retract: async () => undefined }),
    "takes everything of the subscription back": (_right, memory) => ({
      retract: async ({ record }) => {
        memory.holdings = memory.holdings.filter(
          ({ usage }) => usage.subscription !== record.subscription,
        );
      },
    }),
  },
  "corrects one record and leaves the others": {
    "adds what should replace": (_right, memory) => ({
      correct: async (_sent, replacement) => {
        store(memory, [replacement]);
        return acceptBlindly(replacement);
      },
    }),
    "only says that it corrected": () => ({
      correct: async (_sent, replacement) => acceptBlindly(replacement),
    }),
  },
  "settles both versions of a corrected record": {
    "corrects under the old record id": ({ correct }) => ({
      correct: async (sent, replacement) => {
        await correct(sent, { ...replacement, recordId: sent.record.recordId });
        return acceptBlindly(replacement);
      },
    }),
    "settles only as many records as it would plan": ({ settle }) => ({
      settle: async (delivery) =>
        (await settle(delivery)).slice(0, delivery.records.length > 2 ? 2 : undefined),
    }),
  },
  "moves a record to another subscription wholly or refuses it": {
    "keeps the subscription of what it says to move": ({ correct }) => ({
      correct: (sent, replacement) =>
        correct(sent, { ...replacement, subscription: sent.record.subscription }),
    }),
  },
  "gives the reference of the bill as its capabilities say": {
    "keeps the bill to itself": ({ follow }) => ({
      follow: async (delivery) =>
        (await follow(delivery)).map((outcome) => {
          if (outcome.status !== "accepted") return outcome;
          const { billingReference: _, ...rest } = outcome;
          return rest;
        }),
    }),
    "lists billed usage without its bill": ({ list }) => ({
      list: async function* (query) {
        for await (const { billingReference: _, ...usage } of list(query)) yield usage;
      },
    }),
  },
  "says that it cannot change what was billed": {
    "takes billed usage back": ({ retract }, memory) => ({
      retract: (sent) => {
        reopen(memory);
        return retract(sent);
      },
    }),
    "corrects billed usage": ({ correct }, memory) => ({
      correct: (sent, replacement) => {
        reopen(memory);
        return correct(sent, replacement);
      },
    }),
    "says nothing when it cannot": ({ retract }) => ({
      retract: (sent) => retract(sent).catch(() => undefined),
    }),
  },
};
