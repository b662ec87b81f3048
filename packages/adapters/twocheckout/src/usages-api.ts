import type { CallOptions, HeldUsage } from "@usage-billing/core";
import { type Clock, callOperation, pagesByNumber, parseExact } from "@usage-billing/http";
import {
  type FilteredUsagesResponse,
  operations,
  type TwoCheckoutClient,
  type UsageInput,
} from "@usage-billing/twocheckout-client";
import type { AccountPeriod, AccountTime } from "./account-time.ts";
import { type CriteriaCarriage, type DeleteCriteria, toDeleteRequest } from "./delete-criteria.ts";
import { describeError, readError, toBodyError } from "./describe-error.ts";
import { fromUsage, withCapitalNames } from "./from-usage.ts";
import { readAnswer } from "./read-answer.ts";

/** What every call to the channel shares. */
export interface CallSettings {
  /** The channel's id, for errors. */
  readonly channel: string;
  /** Waits between attempts. */
  readonly clock: Clock;
  /** Gives numbers from 0 to below 1, to spread attempts. */
  readonly random?: (() => number) | undefined;
  /** The longest time for one attempt, in milliseconds. */
  readonly timeout?: number | undefined;
  /** How often to try again what is safe to try again. */
  readonly retries?: number | undefined;
  /** Credentials, which must not be seen in an error. */
  readonly secrets: readonly string[];
}

/** What is particular to one account. */
export interface AccountSettings {
  /** The account's time. */
  readonly time: AccountTime;
  /** Where the criteria of a deletion are written. */
  readonly deleteCriteria: CriteriaCarriage;
}

/** What a PUT changes. */
export interface UsageChange {
  /** JSON of `Units` and `Description`. */
  readonly body: Uint8Array;
  /** Which usage; see {@link toUsageReference}. */
  readonly reference: number;
}

/** The four usage operations, with exact units. */
export interface UsagesApi {
  /** Posts the bytes of an array. */
  add(subscription: string, body: Uint8Array, options?: CallOptions): Promise<readonly HeldUsage[]>;
  /** Walks all pages of an interval, in which the usage ends. */
  list(
    subscription: string,
    interval: AccountPeriod,
    signal?: AbortSignal,
  ): AsyncIterable<HeldUsage>;
  /** Changes units and description. */
  update(subscription: string, change: UsageChange, options?: CallOptions): Promise<HeldUsage>;
  /** Deletes what meets the criteria. */
  remove(subscription: string, criteria: DeleteCriteria, options?: CallOptions): Promise<void>;
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
  readonly #carriage: CriteriaCarriage;

  constructor(client: TwoCheckoutClient, settings: CallSettings, account: AccountSettings) {
    this.#client = client;
    this.#settings = settings;
    this.#time = account.time;
    this.#carriage = account.deleteCriteria;
  }

  async add(
    subscription: string,
    body: Uint8Array,
    { signal, beforeWrite }: CallOptions = {},
  ): Promise<readonly HeldUsage[]> {
    const { data } = await callOperation({
      ...this.#call("addSubscriptionUsages"),
      signal,
      beforeWrite,
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
    // The documentation shows a lone object in one place and an array in others.
    return this.#read("addSubscriptionUsages", data, (value) =>
      [value].flat().map((usage) => this.#toHeld(usage, subscription)),
    );
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
    { signal, beforeWrite }: CallOptions = {},
  ): Promise<HeldUsage> {
    const path = { ...pathOf(subscription), UsageReference: change.reference };
    const { data } = await callOperation({
      ...this.#call("updateSubscriptionUsage"),
      signal,
      beforeWrite,
      attempt: (signal) =>
        this.#client.PUT(USAGE, {
          signal,
          params: { path },
          body: {},
          bodySerializer: () => change.body,
          parseAs: "text",
        }),
    });
    return this.#read("updateSubscriptionUsage", data, (value) =>
      this.#toHeld([value].flat()[0], subscription),
    );
  }

  async remove(
    subscription: string,
    criteria: DeleteCriteria,
    { signal, beforeWrite }: CallOptions = {},
  ): Promise<void> {
    const { query, ...carried } = toDeleteRequest(criteria, this.#carriage);
    const { data } = await callOperation({
      ...this.#call("deleteSubscriptionUsages"),
      signal,
      beforeWrite,
      acceptEmpty: true,
      attempt: (signal) =>
        this.#client.DELETE(USAGES, {
          signal,
          params: { path: pathOf(subscription), query },
          parseAs: "text",
          ...carried,
        }),
    });
    const text: unknown = data;
    if (typeof text === "string" && text.trim() !== "") {
      this.#read("deleteSubscriptionUsages", text, () => undefined);
    }
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
    return this.#read("listSubscriptionUsages", data, (value) => {
      const { Items, Pagination } = value as FilteredUsagesResponse;
      const count = Number(Pagination?.Count);
      const items = Items.map((usage) => this.#toHeld(usage, subscription));
      return { items, ...(Number.isInteger(count) ? { count } : {}) };
    });
  }

  /** Reads a body; an error in it counts as one, whatever the status said. */
  #read<Value>(operation: Operation, text: string, read: (value: unknown) => Value): Value {
    const { channel } = this.#settings;
    const isWrite = operations[operation].method !== "GET";
    return readAnswer({ channel, operation, status: 200, isWrite }, () => {
      const value = parseExact(text, ["Units", "units"]);
      const detail = readError(value);
      if (detail === undefined) return read(value);
      throw toBodyError({ channel, operation, detail, isWrite });
    });
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
 * @param account - The account's time and ways.
 * @returns The operations.
 */
export function createUsagesApi(
  client: TwoCheckoutClient,
  settings: CallSettings,
  account: AccountSettings,
): UsagesApi {
  return new ClientUsages(client, settings, account);
}
