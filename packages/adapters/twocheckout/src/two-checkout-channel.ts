import { type Channel, MissingConfigurationError } from "@usage-billing/core";
import { type Clock, createTransport, systemClock, type Transport } from "@usage-billing/http";
import { createTwoCheckoutClient } from "@usage-billing/twocheckout-client";
import { createAccountTime } from "./account-time.ts";
import { twoCheckoutCapabilities } from "./capabilities.ts";
import { check } from "./check.ts";
import { correct } from "./correct.ts";
import type { CriteriaCarriage } from "./delete-criteria.ts";
import { follow } from "./follow.ts";
import { list } from "./list.ts";
import { deliveryKey, plan } from "./plan.ts";
import { retract } from "./retract.ts";
import { send } from "./send.ts";
import { settle } from "./settle.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";
import { createUsagesApi } from "./usages-api.ts";

/** What {@link createTwoCheckoutChannel} takes. */
export interface TwoCheckoutChannelOptions {
  /** The id by which usage records name this channel; `twocheckout` by default. */
  readonly id?: string;
  /** The account's merchant code. */
  readonly merchantCode: string;
  /** The account's secret key. */
  readonly secretKey: string;
  /** The IANA name of the time zone that the account is set to. */
  readonly timeZone: string;
  /** How requests are signed; `sha256` by default. */
  readonly algorithm?: "sha256" | "sha3-256";
  /**
   * Where a deletion's criteria are written, which 2Checkout does not document for REST. `both` by
   * default: a server that reads only the other place would see no criteria and may delete everything
   * that the subscription has. The OpenAPI document of this project knows the query only.
   */
  readonly deleteCriteria?: CriteriaCarriage;
  /** The server, with the version's path; 2Checkout's own by default. */
  readonly baseUrl?: string;
  /** What carries requests. */
  readonly transport?: Transport;
  /** Tells the time of signatures and waits between attempts. */
  readonly clock?: Clock;
  /** Gives numbers from 0 to below 1, to spread what is tried again; `Math.random` by default. */
  readonly random?: () => number;
  /** The longest time for one attempt, in milliseconds; 30,000 by default. */
  readonly timeout?: number;
  /** How often to try again what is safe to try again; 3 by default. */
  readonly retries?: number;
}

function requireOptions(channel: string, options: TwoCheckoutChannelOptions): void {
  const variable = `USAGE_BILLING_${channel.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_SECRET_KEY`;
  const hints = {
    merchantCode: "set the option merchantCode",
    secretKey: `set the option secretKey, or the environment variable ${variable}`,
    timeZone: "set the option timeZone to the time zone of the account, such as Europe/Bucharest",
  };
  for (const name of ["merchantCode", "secretKey", "timeZone"] as const) {
    if (options[name]?.trim()) continue;
    throw new MissingConfigurationError(`channel ${channel} has no ${name}: ${hints[name]}`);
  }
}

/** Says what is wrong with an option, without its value where that is secret. */
function explain<Value>(channel: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MissingConfigurationError(`channel ${channel}: ${reason}`);
  }
}

function createContext(id: string, options: TwoCheckoutChannelOptions): TwoCheckoutContext {
  requireOptions(id, options);
  const { transport = createTransport(), clock = systemClock, baseUrl, algorithm } = options;
  const {
    merchantCode,
    secretKey,
    timeZone,
    random,
    timeout,
    retries,
    deleteCriteria = "both",
  } = options;
  const { fetch, Request } = transport;
  const now = () => clock.now();
  const account = { merchantCode, secretKey, algorithm, baseUrl };
  const client = explain(id, () => createTwoCheckoutClient({ ...account, now, fetch, Request }));
  const time = explain(id, () => createAccountTime(timeZone));
  const settings = { channel: id, clock, random, timeout, retries, secrets: [secretKey] };
  return { channel: id, time, usages: createUsagesApi(client, settings, { time, deleteCriteria }) };
}

/**
 * Makes a channel that reports to 2Checkout (Verifone).
 *
 * @param options - Account, time zone and transport.
 * @returns The channel.
 * @throws {@link MissingConfigurationError} When an option is missing or unusable.
 * @example
 * ```ts
 * const secretKey = process.env.TWOCHECKOUT_SECRET_KEY ?? "";
 * const account = { merchantCode: "ACME", secretKey, timeZone: "Europe/Bucharest" };
 * const twoCheckout = createTwoCheckoutChannel(account);
 * for (const delivery of twoCheckout.plan(records)) console.log(await twoCheckout.send(delivery));
 * ```
 */
export function createTwoCheckoutChannel(options: TwoCheckoutChannelOptions): Channel {
  const { id = "twocheckout" } = options;
  const context = createContext(id, options);
  return {
    id,
    capabilities: twoCheckoutCapabilities,
    check: (record) => check(record, context.time),
    deliveryKey,
    plan: (records) => plan(context, records),
    send: (delivery, call) => send(context, delivery, call),
    settle: (delivery, call) => settle(context, delivery, call),
    follow: (delivery, call) => follow(context, delivery, call),
    list: (query, call) => list(context, query, call),
    retract: (sent, call) => retract(context, sent, call),
    correct: (sent, replacement, call) => correct(context, { sent, replacement }, call),
  };
}
