import type { RebillyCatalogue } from "../catalogue/catalogue.ts";
import { type Handler, jsonResponse, Refusal, type TwinRequest } from "../server/exchange.ts";
import type { Route, TwinApi, TwinUsage } from "../server/twin-api.ts";
import type { TwinContext } from "../server/twin-context.ts";
import { authenticate } from "./authenticate.ts";
import { listUsages } from "./list-usages.ts";
import { postUsage } from "./post-usage.ts";
import { createRebillyDialect, problem, tooManyWrites } from "./problem.ts";
import { type StoredUsage, toUsageJson } from "./stored-usage.ts";
import { createUsageStore, type UsageStore } from "./usage-store.ts";
import { createWriteLimit, type WriteLimit } from "./write-limit.ts";

const DEFAULT_RATE_LIMIT = 100_000;
const COLLECTION = "/organizations/:organizationId/usages";

function toTwinUsage(usage: StoredUsage): TwinUsage {
  const time = new Date(usage.usageTime).toISOString();
  return {
    channel: "rebilly",
    subscription: usage.subscriptionId,
    meter: null,
    quantity: usage.quantity.toString(),
    start: time,
    end: time,
    recordId: null,
    description: null,
    status: usage.invoice === undefined ? "open" : "invoiced",
    reference: usage.id,
  };
}

/** Everything that the operations share. */
interface Parts {
  readonly catalogue: RebillyCatalogue;
  readonly store: UsageStore;
  readonly limit: WriteLimit;
  readonly context: TwinContext;
}

const find = (store: UsageStore, { parameters }: TwinRequest): StoredUsage => {
  const usage = store.find(parameters["id"] ?? "");
  if (usage === undefined) throw new Refusal(problem(404, "There is no such usage."));
  return usage;
};

/** Counts a write against the limit and tells what is left of it. */
const counting =
  (limit: WriteLimit, handle: Handler): Handler =>
  async (request) => {
    const { refusedUntil } = limit.take();
    if (refusedUntil !== undefined) return tooManyWrites(refusedUntil);
    const answer = await handle(request);
    if (answer.status >= 300) return answer;
    return { ...answer, headers: { ...answer.headers, ...limit.headers() } };
  };

const creating =
  ({ catalogue, store, context }: Parts): Handler =>
  (request) => {
    const usage = postUsage(request, { catalogue, store, clock: context.clock });
    const path = `${request.path.replace(/\/$/, "")}/${usage.id}`;
    return jsonResponse(201, toUsageJson(usage, path), {
      location: `${context.origin()}${path}`,
    });
  };

const removing =
  ({ store }: Parts): Handler =>
  (request) => {
    const usage = find(store, request);
    if (usage.invoice !== undefined) return problem(409, "The usage is on an issued invoice.");
    store.remove(usage.id);
    return { status: 204 };
  };

function createRoutes(parts: Parts): readonly Route[] {
  const { store, limit, context } = parts;
  const status: Handler = () => {
    const time = new Date(context.clock.now()).toISOString();
    return jsonResponse(200, { status: "ok", time, release: "twin" });
  };
  const guarded = (method: string, path: string, handle: Handler): Route => ({
    method,
    path,
    handle: (request) => {
      authenticate(request, parts.catalogue);
      return handle(request);
    },
  });
  return [
    { method: "GET", path: "/status", handle: status },
    guarded("GET", COLLECTION, (request) => listUsages(store.list(), request)),
    guarded("POST", COLLECTION, counting(limit, creating(parts))),
    guarded("GET", `${COLLECTION}/:id`, (request) =>
      jsonResponse(200, toUsageJson(find(store, request), request.path)),
    ),
    guarded("DELETE", `${COLLECTION}/:id`, counting(limit, removing(parts))),
  ];
}

/**
 * Makes Rebilly's usages: four operations and the status.
 *
 * @param catalogue - What the twin knows.
 * @param context - Clock and origin.
 * @returns The behaviour.
 */
export function createRebillyTwin(catalogue: RebillyCatalogue, context: TwinContext): TwinApi {
  const store = createUsageStore();
  const limit = createWriteLimit(catalogue.rateLimit ?? DEFAULT_RATE_LIMIT, context.clock);
  const parts = { catalogue, store, limit, context };
  return {
    basePath: "",
    root: `/organizations/${catalogue.organizationId}`,
    routes: createRoutes(parts),
    freeze: () => createRoutes({ ...parts, store: store.copy() }),
    dialect: createRebillyDialect(context.clock),
    usage: () => store.list().toReversed().map(toTwinUsage),
    bill: store.invoice,
    reset: () => {
      store.clear();
      limit.reset();
    },
  };
}
