import type { Operations, RebillyClient } from "@usage-billing/rebilly-client";
import type { Calls } from "./calls.ts";

const usage = {
  subscriptionId: "sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2",
  quantity: 5.125,
  usageTime: "2026-10-31T23:00:00Z",
  acceptPartialQuantity: false,
};
const params = { path: { id: "usg_1~a@b.c-d" } };

/** One call of every Rebilly operation, with everything that it may be given. */
export const rebillyCalls: Calls<RebillyClient, Operations> = {
  getStatus: (client, init) => client.GET("/status", init),
  listUsages: (client, init) =>
    client.GET("/usages", {
      ...init,
      params: {
        query: {
          filter: "subscriptionId:sub_1;usageTime:2026-10-01T00:00:00Z..2026-10-31T23:59:59Z",
          limit: 1000,
          offset: 1000,
          q: "sub_1",
          sort: ["-createdTime", "updatedTime"],
        },
      },
    }),
  createUsage: (client, init) => client.POST("/usages", { ...init, body: usage }),
  getUsage: (client, init) => client.GET("/usages/{id}", { ...init, params }),
  deleteUsage: (client, init) => client.DELETE("/usages/{id}", { ...init, params }),
};
