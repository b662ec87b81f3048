import type { Channel } from "@usage-billing/core";
import { type Clock, createTransport, systemClock, type Transport } from "@usage-billing/http";
import { createTwoCheckoutClient } from "@usage-billing/twocheckout-client";
import { createAccountTime } from "./account-time.ts";
import { twoCheckoutCapabilities } from "./capabilities.ts";
import { check } from "./check.ts";
import { correct } from "./correct.ts";
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
  /** The server, with the version's path; 2Checkout's own by default. */
  readonly baseUrl?: string;
  /** What carries requests. */
  readonly transport?: Transport;
  /** Tells the time of signatures and waits between attempts. */
  readonly clock?: Clock;
  /** The longest time for one attempt, in milliseconds; 30,000 by default. */
  readonly timeout?: number;
  /** How often to try again what is safe to try again; 3 by default. */
  readonly retries?: number;
}

function createContext(id: string, options: TwoCheckoutChannelOptions): TwoCheckoutContext {
  const { transport = createTransport(), clock = systemClock, baseUrl, algorithm } = options;
  const { merchantCode, secretKey, timeZone, timeout, retries } = options;
  const client = createTwoCheckoutClient({
    merchantCode,
    secretKey,
    algorithm,
    baseUrl,
    now: () => clock.now(),
    fetch: transport.fetch,
    Request: transport.Request,
  });
  const time = createAccountTime(timeZone);
  const settings = { channel: id, clock, timeout, retries, secrets: [secretKey] };
  return { channel: id, time, usages: createUsagesApi(client, settings, time) };
}

/**
 * Makes a channel that reports to 2Checkout (Verifone).
 *
 * @param options - Account, time zone and transport.
 * @returns The channel.
 * @throws TypeError When an option is missing.
 * @throws RangeError When there is no such time zone.
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
