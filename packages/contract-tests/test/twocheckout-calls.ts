import type { Operations, TwoCheckoutClient } from "@usage-billing/twocheckout-client";
import type { Calls } from "./calls.ts";

const usages = "/subscriptions/{SubscriptionReference}/usages/";
const path = { SubscriptionReference: "83FE4FEF2" };
const interval = { IntervalStart: "2026-10-01 00:00:00", IntervalEnd: "2026-10-31 23:59:59" };

/** One call of every 2Checkout operation, with everything that it may be given. */
export const twoCheckoutCalls: Calls<TwoCheckoutClient, Operations> = {
  listSubscriptionUsages: (client, init) =>
    client.GET(usages, {
      ...init,
      params: {
        path,
        query: {
          ...interval,
          Page: 1,
          Limit: 99,
          OptionCode: "SEATS",
          RenewalOrderReference: 11749701,
        },
      },
    }),
  addSubscriptionUsages: (client, init) =>
    client.POST(usages, {
      ...init,
      params: { path },
      body: [
        {
          OptionCode: "SEATS",
          UsageStart: interval.IntervalStart,
          UsageEnd: interval.IntervalEnd,
          Units: 15,
          Description: "Sitzplätze",
        },
      ],
    }),
  updateSubscriptionUsage: (client, init) =>
    client.PUT(`${usages}{UsageReference}/`, {
      ...init,
      params: { path: { ...path, UsageReference: 120010776516 } },
      body: { Units: 16, Description: "corrected" },
    }),
  deleteSubscriptionUsages: (client, init) =>
    client.DELETE(usages, {
      ...init,
      params: {
        path,
        query: { ...interval, OptionCode: "SEATS", UsageReference: 120010776516 },
      },
    }),
};
