import {
  AuthenticationError,
  ChannelConnectionError,
  ChannelRequestError,
  type Delivery,
  type Outcome,
  UsageBillingError,
} from "@usage-billing/core";
import { SECRET } from "../memory-server.ts";
import type { Defect, Defects } from "../memory-world.ts";

type Failure = (error: UsageBillingError, delivery: Delivery) => readonly Outcome[];

/** Does something else than throwing when one of a rule's own deliveries fails. */
const failing =
  (fail: Failure): Defect =>
  ({ right, isOwn }) => ({
    send: async (delivery, options) => {
      try {
        return await right.send(delivery, options);
      } catch (error) {
        const isOurs = UsageBillingError.isInstance(error) && delivery.records.some(isOwn);
        if (!isOurs) throw error;
        return fail(error, delivery);
      }
    },
  });

function lose(outcomeUnknown: boolean): never {
  const call = { channel: "memory", operation: "submit", reason: "lost", outcomeUnknown };
  throw new ChannelConnectionError(call);
}

/** Lists something when the server answers with a status. */
const listingAt =
  (status: number, otherwise: (error: ChannelRequestError) => void): Defect =>
  ({ right }) => ({
    list: async function* (query, options) {
      try {
        yield* right.list(query, options);
      } catch (error) {
        if (!(error instanceof ChannelRequestError) || error.status !== status) throw error;
        otherwise(error);
      }
    },
  });

function toAnswer(error: ChannelRequestError, change: { readonly detail?: string }) {
  const { channel, operation, status, detail } = error;
  return { channel, operation, status, detail, isWrite: false, ...change };
}

/** What can be wrong with lost calls. */
export const defectsOfLosing: Defects = {
  "settles a lost answer without a second effect": {
    "says that it holds nothing": ({ right, isOwn }) => ({
      settle: async (delivery, options) => {
        const settled = await right.settle(delivery, options);
        return settled.map((one) =>
          isOwn(one) ? { status: "absent", recordId: one.recordId } : one,
        );
      },
    }),
  },
  "says that the outcome of a lost answer is unknown": {
    "says that nothing was stored": failing(() => lose(false)),
    "calls the lost refused": failing((_, { records }) =>
      records.map(({ recordId }) => ({
        status: "refused",
        recordId,
        problem: { rule: "lost", field: "record", message: "no answer" },
      })),
    ),
  },
  "repeats no write by itself": {
    "sends again what was lost": ({ right, isOwn }) => ({
      send: (delivery, options) =>
        right.send(delivery, options).catch((error: unknown) => {
          if (!delivery.records.some(isOwn)) throw error;
          return right.send(delivery, options);
        }),
    }),
  },
  "settles a lost request so that it can be sent again": {
    "believes in its luck": ({ right, isOwn }) => ({
      settle: async (delivery, options) => {
        const settled = await right.settle(delivery, options);
        return settled.map((one) =>
          isOwn(one) ? { status: "accepted", recordId: one.recordId, reference: "lucky" } : one,
        );
      },
    }),
  },
};

/** What can be wrong with errors. */
export const defectsOfFailing: Defects = {
  "throws the class of a status when it lists": {
    "takes a 404 for an empty list": listingAt(404, () => undefined),
    "throws an error of nobody": listingAt(502, () => {
      throw new TypeError("fetch failed");
    }),
  },
  "throws the class of a status when it sends": {
    "calls everything a bad request": failing((error) => {
      if (!(error instanceof AuthenticationError)) throw error;
      throw new ChannelRequestError({ ...toAnswer(error, {}), isWrite: true });
    }),
  },
  "tells a refusal from a doubt when it sends": {
    "doubts what was refused": failing(() => lose(true)),
  },
  "throws the class of a status when it takes back": {
    "says nothing when it fails": ({ right, isOwn }) => ({
      retract: (sent, options) =>
        right.retract(sent, options).catch((error: unknown) => {
          if (!isOwn(sent.record)) throw error;
        }),
    }),
  },
  "never settles what it could not read": {
    "calls absent what it could not see": ({ right, isOwn }) => ({
      settle: (delivery, options) =>
        right.settle(delivery, options).catch((error: unknown) => {
          if (!delivery.records.some(isOwn)) throw error;
          return delivery.records.map(({ recordId }) => ({ status: "absent", recordId }));
        }),
    }),
  },
  "refuses a list that it cannot read": {
    "lists nothing instead": ({ right }) => ({
      list: async function* (query, options) {
        try {
          yield* right.list(query, options);
        } catch (error) {
          const isUnreadable =
            UsageBillingError.isInstance(error) && error.code === "UNEXPECTED_RESPONSE";
          if (!isUnreadable) throw error;
        }
      },
    }),
  },
  "tells when the server says to come back": {
    "forgets the wait": listingAt(503, (error) => {
      throw new ChannelRequestError(toAnswer(error, {}));
    }),
    "takes seconds for milliseconds": listingAt(503, (error) => {
      const { retryAfter } = error;
      if (retryAfter === undefined) throw error;
      throw new ChannelRequestError({ ...toAnswer(error, {}), retryAfter: retryAfter / 1_000 });
    }),
  },
  "shows no credential": {
    "quotes the server": listingAt(400, (error) => {
      const detail = error.detail.replaceAll("[redacted]", SECRET);
      throw new ChannelRequestError(toAnswer(error, { detail }));
    }),
  },
};
