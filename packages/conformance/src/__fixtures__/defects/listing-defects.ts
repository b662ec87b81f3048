import type { DefectsByTest } from "../memory-harness.ts";

/** What can be wrong with listing. */
export const listingDefects: DefectsByTest = {
  "lists what starts in a half-open window": {
    "lists beyond the window": ({ list }) => ({
      list: (query) => list({ ...query, from: 0, to: Date.UTC(2100, 0, 1) }),
    }),
    "leaves the start of the window out": ({ list }) => ({
      list: (query) => list({ ...query, from: query.from + 1 }),
    }),
    "takes the end of the window in": ({ list }) => ({
      list: (query) => list({ ...query, to: query.to + 1 }),
    }),
  },
  "lists the subscriptions that it is asked for, each usage once": {
    "lists every subscription": ({ list }) => ({ list: ({ from, to }) => list({ from, to }) }),
    "lists a subscription as often as it is named": ({ list }) => ({
      list: async function* (query) {
        for (const subscription of query.subscriptions ?? []) {
          yield* list({ ...query, subscriptions: [subscription] });
        }
      },
    }),
  },
};
