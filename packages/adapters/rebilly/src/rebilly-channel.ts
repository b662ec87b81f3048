import type { Channel } from "@usage-billing/core";
import { type Clock, createTransport, systemClock, type Transport } from "@usage-billing/http";
import { createRebillyClient } from "@usage-billing/rebilly-client";
import { rebillyCapabilities } from "./capabilities.ts";
import { check } from "./check.ts";
import { correct } from "./correct.ts";
import { follow } from "./follow.ts";
import { listWindow } from "./list.ts";
import { deliveryKey, plan } from "./plan.ts";
import type { RebillyContext } from "./rebilly-context.ts";
import { retract } from "./retract.ts";
import { send } from "./send.ts";
import { settle } from "./settle.ts";
import { createUsagesApi } from "./usages-api.ts";

/** What {@link createRebillyChannel} takes. */
export interface RebillyChannelOptions {
  /** The id by which usage records name this channel; `rebilly` by default. */
  readonly id?: string;
  /** The organization that the subscriptions belong to. */
  readonly organizationId: string;
  /** A secret API key; give it or a token, not both. */
  readonly apiKey?: string;
  /** A session token (JWT). */
  readonly token?: string;
  /** The server up to its host; the live one by default. */
  readonly baseUrl?: string;
  /** What carries requests. */
  readonly transport?: Transport;
  /** Tells the time and waits between attempts. */
  readonly clock?: Clock;
  /** The longest time for one attempt, in milliseconds; 30,000 by default. */
  readonly timeout?: number;
  /** How often to try again what is safe to try again; 3 by default. */
  readonly retries?: number;
}

function createContext(id: string, options: RebillyChannelOptions): RebillyContext {
  const { organizationId, apiKey, token, baseUrl, timeout, retries } = options;
  const { transport = createTransport(), clock = systemClock } = options;
  const { fetch, Request } = transport;
  const client = createRebillyClient({ organizationId, apiKey, token, baseUrl, fetch, Request });
  const secrets = [apiKey, token].filter((secret) => secret !== undefined);
  return {
    channel: id,
    usages: createUsagesApi(client, { channel: id, clock, timeout, retries, secrets }),
  };
}

/**
 * Makes a channel that reports to Rebilly.
 *
 * @param options - Organization, credential and transport.
 * @returns The channel.
 * @throws TypeError When an option is missing, or both or neither of `apiKey` and `token` are given.
 * @example
 * ```ts
 * const rebilly = createRebillyChannel({ organizationId: "org_1", apiKey: process.env.KEY ?? "" });
 * for (const delivery of rebilly.plan(records)) console.log(await rebilly.send(delivery));
 * ```
 */
export function createRebillyChannel(options: RebillyChannelOptions): Channel {
  const { id = "rebilly" } = options;
  const context = createContext(id, options);
  return {
    id,
    capabilities: rebillyCapabilities,
    check,
    deliveryKey,
    plan: (records) => plan(id, records),
    send: (delivery, call) => send(context, delivery, call),
    settle: (delivery, call) => settle(context, delivery, call),
    follow: (delivery, call) => follow(context, delivery, call),
    list: (query, call) => listWindow(context, { ...query, signal: call?.signal }),
    retract: (sent, call) => retract(context, sent, call),
    correct: (sent, replacement, call) => correct(context, { sent, replacement }, call),
  };
}
