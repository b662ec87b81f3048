import type { Catalogue } from "./catalogue/catalogue.ts";
import { sampleCatalogue } from "./catalogue/sample-catalogue.ts";
import { createConnectTwin } from "./connect/create-connect-twin.ts";
import { createRebillyTwin } from "./rebilly/create-rebilly-twin.ts";
import { answerRequest } from "./server/answer-request.ts";
import { controlDialect, createControlRoutes, type TwinControl } from "./server/control-routes.ts";
import { createRouter } from "./server/create-router.ts";
import type { Handler } from "./server/exchange.ts";
import { createFaultList } from "./server/fault-list.ts";
import type { Answering } from "./server/handle-safely.ts";
import { type Answer, listen } from "./server/listen.ts";
import { parseFault } from "./server/parse-fault.ts";
import { createReadLag } from "./server/read-lag.ts";
import type { TwinApi } from "./server/twin-api.ts";
import { realClock } from "./server/twin-clock.ts";
import type { TwinContext } from "./server/twin-context.ts";
import type { Twin, TwinName, TwinOptions } from "./twin.ts";
import { createTwoCheckoutTwin } from "./twocheckout/create-two-checkout-twin.ts";

const creators: Readonly<
  Record<TwinName, (catalogue: Catalogue, context: TwinContext) => TwinApi>
> = {
  connect: (catalogue, context) => createConnectTwin(catalogue.connect, context),
  rebilly: (catalogue, context) => createRebillyTwin(catalogue.rebilly, context),
  twocheckout: (catalogue, context) => createTwoCheckoutTwin(catalogue.twocheckout, context),
};

/** Requests under `/_twin` go to the control routes and meet no fault; all others are the API's. */
function createAnswer(
  api: TwinApi,
  control: TwinControl,
  around: Pick<Answering, "faults" | "lag" | "clock" | "signal">,
): Answer {
  const { dialect } = api;
  const handle = createRouter(api.routes, dialect);
  const freeze = (): Handler => createRouter(api.freeze(), dialect);
  const operations: Answering = { ...around, dialect, handle, freeze };
  const controlling = createRouter(createControlRoutes(control), controlDialect);
  const controls: Answering = {
    ...around,
    dialect: controlDialect,
    handle: controlling,
    freeze: () => controlling,
    faults: createFaultList(""),
    lag: createReadLag(around.clock),
  };
  return (request) =>
    answerRequest(request, /^\/_twin(\/|$)/.test(request.path) ? controls : operations);
}

/**
 * Starts a stateful local server that behaves like one of the APIs.
 *
 * @param name - Which API.
 * @param options - Where it listens, what it knows, and its clock.
 * @returns The running twin.
 * @throws The system's error when the port cannot be had.
 *
 * @example
 * ```ts
 * const twin = await startTwin("rebilly");
 * twin.arm({ kind: "lose-answer", method: "POST" });
 * // … point the adapter at twin.baseUrl and report …
 * console.log(twin.usage());
 * await twin.close();
 * ```
 */
export async function startTwin(name: TwinName, options: TwinOptions = {}): Promise<Twin> {
  const { port = 0, host = "127.0.0.1", catalogue = sampleCatalogue, clock = realClock } = options;
  let waiting = new AbortController();
  let origin = "";
  const api = creators[name](catalogue, { clock, origin: () => origin });
  const faults = createFaultList(api.root);
  const lag = createReadLag(clock);
  const control: TwinControl = {
    usage: api.usage,
    catalogue: () => catalogue[name],
    arm: (fault) => faults.arm(parseFault(fault)),
    bill: api.bill,
    reset: () => {
      waiting.abort();
      waiting = new AbortController();
      api.reset();
      faults.clear();
      lag.clear();
    },
  };
  const answer = createAnswer(api, control, { faults, lag, clock, signal: () => waiting.signal });
  const listener = await listen({ host, port }, answer);
  origin = listener.origin;
  return {
    api: name,
    url: origin,
    baseUrl: `${origin}${api.basePath}`,
    usage: control.usage,
    arm: control.arm,
    bill: control.bill,
    reset: control.reset,
    close: () => {
      waiting.abort();
      return listener.close();
    },
  };
}
