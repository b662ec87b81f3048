import { UsageBillingError } from "@usage-billing/core";
import { bodyText, type Handler, jsonResponse } from "./exchange.ts";
import type { Fault } from "./fault.ts";
import { parseFault } from "./parse-fault.ts";
import type { Dialect, Route, TwinUsage } from "./twin-api.ts";

/** What can be done to a twin from outside. */
export interface TwinControl {
  usage(): readonly TwinUsage[];
  catalogue(): unknown;
  arm(fault: Fault): void;
  bill(subscription?: string): void;
  reset(): void;
}

/** The control routes' own words for what every server can say. */
export const controlDialect: Dialect = {
  rateLimited: () => jsonResponse(429, { error: "too many requests" }),
  serverError: (status, detail) => jsonResponse(status, { error: detail }),
  notFound: () =>
    jsonResponse(404, {
      error:
        "no such control; there are GET /_twin/usage, GET /_twin/catalogue, POST /_twin/faults, POST /_twin/bill, DELETE /_twin",
    }),
  methodNotAllowed: () => jsonResponse(405, { error: "this control has another method" }),
};

/** Bad input of a person is answered with what is wrong. */
function explaining(handle: Handler): Handler {
  return async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      if (error instanceof SyntaxError) {
        return jsonResponse(400, { error: "the body is not JSON" });
      }
      if (UsageBillingError.isInstance(error)) return jsonResponse(400, { error: error.message });
      throw error;
    }
  };
}

function subscriptionOf(text: string): string | undefined {
  if (text === "") return undefined;
  const value: unknown = JSON.parse(text);
  const subscription = (value as { subscription?: unknown } | null)?.subscription;
  return typeof subscription === "string" ? subscription : undefined;
}

/**
 * Makes the routes under `/_twin`, which stand beside the API and are never hit by faults.
 *
 * @param control - What they act on.
 * @returns The routes.
 */
export function createControlRoutes(control: TwinControl): readonly Route[] {
  const route = (method: string, path: string, handle: Handler): Route => ({
    method,
    path,
    handle: explaining(handle),
  });
  return [
    route("GET", "/_twin/usage", () => jsonResponse(200, control.usage())),
    route("GET", "/_twin/catalogue", () => jsonResponse(200, control.catalogue())),
    route("POST", "/_twin/faults", (request) => {
      const fault = parseFault(JSON.parse(bodyText(request)));
      control.arm(fault);
      return jsonResponse(201, { times: 1, ...fault });
    }),
    route("POST", "/_twin/bill", (request) => {
      control.bill(subscriptionOf(bodyText(request)));
      return { status: 204 };
    }),
    route("DELETE", "/_twin", () => {
      control.reset();
      return { status: 204 };
    }),
  ];
}
