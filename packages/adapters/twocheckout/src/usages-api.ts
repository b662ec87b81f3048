import { ChannelRequestError, type HeldUsage, UnexpectedResponseError } from "@usage-billing/core";
import { type Clock, callOperation, pagesByNumber, parseExact } from "@usage-billing/http";
import {
  type FilteredUsagesResponse,
  operations,
  type TwoCheckoutClient,
  type UsageInput,
} from "@usage-billing/twocheckout-client";
import type { AccountPeriod, AccountTime } from "./account-time.ts";
import type { DeleteCriteria } from "./delete-criteria.ts";
import { describeError, readError } from "./describe-error.ts";
import { fromUsage, withCapitalNames } from "./from-usage.ts";

/** What every call to the channel shares. */
export interface CallSettings {
  /** The channel's id, for errors. */
  readonly channel: string;
  /** Waits between attempts. */
  readonly clock: Clock;
  /** The longest time for one attempt, in milliseconds. */
  readonly timeout?: number | undefined;
  /** How often to try again what is safe to try again. */
  readonly retries?: number | undefined;
  /** Credentials, which must not be seen in an error. */
  readonly secrets: readonly string[];
}

/** What a PUT changes. */
export interface UsageChange {
  /** JSON of `Units` and `Description`. */
  readonly body: Uint8Array;
  readonly reference: string;
}

/** The four usage operations, with exact units. */
export interface UsagesApi {
  add(subscription: string, body: Uint8Array, signal?: AbortSignal): Promise<readonly HeldUsage[]>;
  list(
    subscription: string,
    interval: AccountPeriod,
    signal?: AbortSignal,
  ): AsyncIterable<HeldUsage>;
  update(subscription: string, change: UsageChange, signal?: AbortSignal): Promise<HeldUsage>;
  remove(subscription: string, criteria: DeleteCriteria, signal?: AbortSignal): Promise<void>;
}

/** The greatest page: the API's texts disagree on whether 100 is allowed. */
const PAGE_SIZE = 99;

type Operation = keyof typeof operations;

const USAGES = "/subscriptions/{SubscriptionReference}/usages/" as const;
const USAGE = "/subscriptions/{SubscriptionReference}/usages/{UsageReference}/" as const;

function pathOf(subscription: string) {
  return { SubscriptionReference: subscription };
}

class ClientUsages implements UsagesApi {
  readonly #client: TwoCheckoutClient;
  readonly #settings: CallSettings;
  readonly #time: AccountTime;

  constructor(client: TwoCheckoutClient, settings: CallSettings, time: AccountTime) {
    this.#client = client;
    this.#settings = settings;
    this.#time = time;
  }

  async add(
    subscription: string,
    body: Uint8Array,
    signal?: AbortSignal,
  ): Promise<readonly HeldUsage[]> {
    const { data } = await callOperation({
      ...this.#call("addSubscriptionUsages"),
      signal,
      attempt: (signal) =>
        this.#client.POST(USAGES, {
          signal,
          params: { path: pathOf(subscription) },
          // The planned bytes are sent as they are.
          body: [] as UsageInput[],
          bodySerializer: () => body,
          parseAs: "text",
        }),
    });
    const value = this.#read("addSubscriptionUsages", data);
    // The documentation shows a lone object in one place and an array in others.
    return [value].flat().map((usage) => this.#toHeld(usage, subscription));
  }

  async *list(
    subscription: string,
    interval: AccountPeriod,
    signal?: AbortSignal,
  ): AsyncGenerator<HeldUsage> {
    const { start: IntervalStart, end: IntervalEnd } = interval;
    const query = { IntervalStart, IntervalEnd, Limit: PAGE_SIZE };
    const fetchPage = (Page: number) => this.#fetchPage(subscription, { ...query, Page }, signal);
    for await (const page of pagesByNumber({ fetchPage })) yield* page;
  }

  async update(
    subscription: string,
    change: UsageChange,
    signal?: AbortSignal,
  ): Promise<HeldUsage> {
    const path = { ...pathOf(subscription), UsageReference: Number(change.reference) };
    const { data } = await callOperation({
      ...this.#call("updateSubscriptionUsage"),
      signal,
      attempt: (signal) =>
        this.#client.PUT(USAGE, {
          signal,
          params: { path },
          body: {},
          bodySerializer: () => change.body,
          parseAs: "text",
        }),
    });
    return this.#toHeld(this.#read("updateSubscriptionUsage", data), subscription);
  }

  async remove(
    subscription: string,
    criteria: DeleteCriteria,
    signal?: AbortSignal,
  ): Promise<void> {
    await callOperation({
      ...this.#call("deleteSubscriptionUsages"),
      signal,
      acceptEmpty: true,
      attempt: (signal) =>
        this.#client.DELETE(USAGES, {
          signal,
          params: { path: pathOf(subscription), query: { ...criteria } },
        }),
    });
  }

  #call(operation: Operation) {
    const { method } = operations[operation];
    return { ...this.#settings, operation, method, describe: describeError };
  }

  async #fetchPage(subscription: string, query: PageQuery, signal?: AbortSignal) {
    const { data } = await callOperation({
      ...this.#call("listSubscriptionUsages"),
      signal,
      attempt: (signal) =>
        this.#client.GET(USAGES, {
          signal,
          params: { path: pathOf(subscription), query },
          parseAs: "text",
        }),
    });
    const page = this.#read("listSubscriptionUsages", data) as Partial<FilteredUsagesResponse>;
    if (!Array.isArray(page.Items)) throw this.#unexpected("has no Items");
    const count = Number(page.Pagination?.Count);
    const items = page.Items.map((usage) => this.#toHeld(usage, subscription));
    return { items, ...(Number.isInteger(count) ? { count } : {}) };
  }

  #unexpected(reason: string): UnexpectedResponseError {
    const { channel } = this.#settings;
    const operation = "listSubscriptionUsages";
    return new UnexpectedResponseError({ channel, operation, status: 200, reason, isWrite: false });
  }

  #read(operation: Operation, text: string): unknown {
    const value = parseExact(text, ["Units", "units"]);
    const detail = readError(value);
    if (detail === undefined) return value;
    const { channel } = this.#settings;
    const isWrite = operations[operation].method !== "GET";
    throw new ChannelRequestError({ channel, operation, status: 400, detail, isWrite });
  }

  #toHeld(usage: unknown, subscription: string): HeldUsage {
    const { channel } = this.#settings;
    return fromUsage(withCapitalNames(usage as object), {
      channel,
      subscription,
      time: this.#time,
    });
  }
}

interface PageQuery {
  readonly IntervalStart: string;
  readonly IntervalEnd: string;
  readonly Page: number;
  readonly Limit: number;
}

/**
 * Makes the usage operations.
 *
 * @param client - The generated client.
 * @param settings - What all calls share.
 * @param time - The account's time.
 * @returns The operations.
 */
export function createUsagesApi(
  client: TwoCheckoutClient,
  settings: CallSettings,
  time: AccountTime,
): UsagesApi {
  return new ClientUsages(client, settings, time);
}
