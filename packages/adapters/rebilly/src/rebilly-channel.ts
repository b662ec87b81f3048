import { type Channel, MissingConfigurationError } from "@usage-billing/core";
import { type Clock, createTransport, systemClock, type Transport } from "@usage-billing/http";
import { createRebillyClient, type RebillyClient } from "@usage-billing/rebilly-client";
import { capabilitiesAt } from "./capabilities.ts";
import { check } from "./check.ts";
import { correct } from "./correct.ts";
import { follow } from "./follow.ts";
import { list } from "./list.ts";
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
  /** Gives numbers from 0 to below 1, to spread what is tried again; `Math.random` by default. */
  readonly random?: () => number;
  /** The longest time for one attempt, in milliseconds; 30,000 by default. */
  readonly timeout?: number;
  /** How often to try again what is safe to try again; 3 by default. */
  readonly retries?: number;
}

function createClient(id: string, options: RebillyChannelOptions): RebillyClient {
  const { organizationId, apiKey, token, baseUrl } = options;
  const { fetch, Request } = options.transport ?? createTransport();
  if (Boolean(apiKey) === Boolean(token)) {
    const variable = `USAGE_BILLING_${id.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
    throw new MissingConfigurationError(
      `channel ${id} needs one credential: set either the option apiKey, or token; or the environment variable ${variable}_API_KEY, or ${variable}_TOKEN`,
    );
  }
  try {
    return createRebillyClient({ organizationId, apiKey, token, baseUrl, fetch, Request });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MissingConfigurationError(`channel ${id}: ${reason}`);
  }
}

function createContext(id: string, options: RebillyChannelOptions): RebillyContext {
  const { apiKey, token, clock = systemClock, random, timeout, retries } = options;
  const client = createClient(id, options);
  const secrets = [apiKey, token].filter((secret) => secret !== undefined);
  const settings = { channel: id, clock, random, timeout, retries, secrets };
  return { channel: id, usages: createUsagesApi(client, settings) };
}

/**
 * Makes a channel that reports to Rebilly.
 *
 * @param options - Organization, credential and transport.
 * @returns The channel.
 * @throws {@link MissingConfigurationError} When an option is missing or unusable, or when both or neither of
 * `apiKey` and `token` are given.
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
    capabilities: capabilitiesAt(options.baseUrl),
    check,
    deliveryKey,
    plan: (records) => plan(id, records),
    send: (delivery, call) => send(context, delivery, call),
    settle: (delivery, call) => settle(context, delivery, call),
    follow: (delivery, call) => follow(context, delivery, call),
    list: (query, call) => list(context, query, call),
    retract: (sent, call) => retract(context, sent, call),
    correct: (sent, replacement, call) => correct(context, { sent, replacement }, call),
  };
}
