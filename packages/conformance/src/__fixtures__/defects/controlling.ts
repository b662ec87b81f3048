import { type CallOptions, ChannelConnectionError, UsageBillingError } from "@usage-billing/core";
import type { Defects } from "../memory-world.ts";

function withoutSignal({ signal: _, ...options }: CallOptions = {}): CallOptions {
  return options;
}

function withoutQuestion({ beforeWrite: _, ...options }: CallOptions = {}): CallOptions {
  return options;
}

/** What can be wrong with how a call is held. */
export const defectsOfControlling: Defects = {
  "does nothing with a signal that has ended": {
    "sends although it was ended": ({ right, isOwn }) => ({
      send: (delivery, options) => {
        const isEnded = options?.signal?.aborted && delivery.records.some(isOwn);
        return right.send(delivery, isEnded ? withoutSignal(options) : options);
      },
    }),
  },
  "ends with its signal while it waits": {
    "calls what it did not see absent": ({ right, isOwn }) => ({
      settle: (delivery, options) =>
        right.settle(delivery, options).catch((error: unknown) => {
          const isEnded = options?.signal?.aborted && delivery.records.some(isOwn);
          if (!isEnded) throw error;
          return delivery.records.map(({ recordId }) => ({ status: "absent", recordId }));
        }),
    }),
  },
  "says that the outcome of an ended write is unknown": {
    "says that nothing was sent": ({ right, isOwn }) => ({
      send: (delivery, options) =>
        right.send(delivery, options).catch((error: unknown) => {
          const isOurs = UsageBillingError.isInstance(error) && delivery.records.some(isOwn);
          if (!isOurs) throw error;
          const call = { channel: "memory", operation: "submit", reason: "ended" };
          throw new ChannelConnectionError({ ...call, outcomeUnknown: false });
        }),
    }),
  },
  "asks right before every write": {
    "sends without asking": ({ right, isOwn }) => ({
      send: (delivery, options) =>
        right.send(delivery, delivery.records.some(isOwn) ? withoutQuestion(options) : options),
    }),
    "asks for the first write alone": ({ right, isOwn }) => ({
      correct: (sent, replacement, options) => {
        if (!isOwn(sent.record)) return right.correct(sent, replacement, options);
        options?.beforeWrite?.();
        return right.correct(sent, replacement, withoutQuestion(options));
      },
    }),
  },
  "has no effect once beforeWrite throws": {
    "takes back although it may not": ({ right, isOwn }) => ({
      retract: (sent, options) =>
        right.retract(sent, options).catch((error: unknown) => {
          if (!isOwn(sent.record)) throw error;
          return right.retract(sent);
        }),
    }),
    "throws an error of its own": ({ right, isOwn }) => ({
      send: (delivery, options) =>
        right.send(delivery, options).catch((error: unknown) => {
          if (!delivery.records.some(isOwn)) throw error;
          throw new TypeError("could not send", { cause: error });
        }),
    }),
  },
  "sends side by side": {
    "forgets a delivery while another is on its way": ({ right, isOwn }) => {
      let onTheirWay = 0;
      return {
        send: async (delivery, options) => {
          const records = onTheirWay > 0 && delivery.records.some(isOwn) ? [] : delivery.records;
          onTheirWay += 1;
          try {
            return await right.send({ ...delivery, records }, options);
          } finally {
            onTheirWay -= 1;
          }
        },
      };
    },
  },
  "reads side by side": {
    "mixes answers up": ({ right, isOwn }) => {
      let onTheirWay = 0;
      return {
        settle: async (delivery, options) => {
          const isAlone = onTheirWay === 0 || !delivery.records.some(isOwn);
          onTheirWay += 1;
          try {
            const settled = await right.settle(delivery, options);
            return isAlone ? settled : settled.toReversed();
          } finally {
            onTheirWay -= 1;
          }
        },
      };
    },
  },
};
