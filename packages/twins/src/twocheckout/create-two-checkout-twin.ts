import type { TwoCheckoutCatalogue } from "../catalogue/catalogue.ts";
import { jsonResponse, type TwinRequest, type TwinResponse } from "../server/exchange.ts";
import type { Route, TwinApi, TwinUsage } from "../server/twin-api.ts";
import type { TwinContext } from "../server/twin-context.ts";
import { toExclusiveEnd, toInstant } from "../time/local-time.ts";
import { authenticate } from "./authenticate.ts";
import { deleteUsages } from "./delete-usages.ts";
import { findSubscription, type KnownSubscription } from "./find-subscription.ts";
import { listUsages } from "./list-usages.ts";
import { twoCheckoutDialect } from "./problem.ts";
import { readJson } from "./read-json.ts";
import { readUsages } from "./read-usages.ts";
import { type StoredUsage, toUsageJson } from "./stored-usage.ts";
import { updateUsage } from "./update-usage.ts";
import { createUsageStore, type UsageStore } from "./usage-store.ts";

const ROOT = "/rest/6.0";
const COLLECTION = `${ROOT}/subscriptions/:subscription/usages`;

/**
 * 2Checkout knows no record ids. For people and tests, the one that this project's vendors put into
 * the description, as `[ub:ID]` with the id percent-encoded, is shown.
 */
function findRecordId(description: string | null | undefined): string | null {
  const [, token] = /\[ub:([^\]\s]+)\]/.exec(description ?? "") ?? [];
  if (token === undefined) return null;
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

function toTwinUsage(usage: StoredUsage, timeZone: string): TwinUsage {
  const start = toInstant(usage.start, timeZone);
  const end = toInstant(usage.end, timeZone);
  return {
    channel: "twocheckout",
    subscription: usage.subscription,
    meter: usage.optionCode,
    quantity: String(usage.units),
    start: new Date(start).toISOString(),
    end: new Date(end === start ? end : toExclusiveEnd(end)).toISOString(),
    recordId: findRecordId(usage.description),
    description: usage.description ?? null,
    status: usage.renewalOrder === undefined ? "open" : "billed",
    reference: String(usage.reference),
  };
}

type Operation = (
  request: TwinRequest,
  subscription: KnownSubscription,
  store: UsageStore,
) => TwinResponse;

const operations: readonly (readonly [method: string, path: string, Operation])[] = [
  [
    "GET",
    COLLECTION,
    (request, subscription, store) =>
      listUsages(
        store.list(subscription.reference),
        subscription,
        new URLSearchParams(request.query),
      ),
  ],
  [
    "POST",
    COLLECTION,
    (request, subscription, store) => {
      const usages = readUsages(readJson(request), subscription);
      return jsonResponse(200, usages.map(store.add).map(toUsageJson));
    },
  ],
  [
    "DELETE",
    COLLECTION,
    (request, { reference }, store) => deleteUsages(reference, request, store),
  ],
  [
    "PUT",
    `${COLLECTION}/:usage`,
    (request, { reference }, store) => updateUsage(reference, request, store),
  ],
];

/**
 * Makes 2Checkout's four usage operations.
 *
 * @param catalogue - What the twin knows.
 * @param context - Clock and origin.
 * @returns The behaviour.
 */
export function createTwoCheckoutTwin(
  catalogue: TwoCheckoutCatalogue,
  { clock }: TwinContext,
): TwinApi {
  const held = createUsageStore();
  const createRoutes = (store: UsageStore): readonly Route[] =>
    operations.map(([method, path, operation]) => ({
      method,
      path,
      handle: (request) => {
        authenticate(request, catalogue, clock.now());
        const reference = request.parameters["subscription"] ?? "";
        return operation(request, findSubscription(reference, catalogue), store);
      },
    }));
  return {
    basePath: ROOT,
    root: ROOT,
    routes: createRoutes(held),
    freeze: () => createRoutes(held.copy()),
    dialect: twoCheckoutDialect,
    usage: () => held.list().map((usage) => toTwinUsage(usage, catalogue.timeZone)),
    bill: held.bill,
    reset: held.clear,
  };
}
