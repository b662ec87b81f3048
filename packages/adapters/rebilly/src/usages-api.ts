import type { HeldUsage } from "@usage-billing/core";
import { type Clock, callOperation, parseExact } from "@usage-billing/http";
import { operations, type RebillyClient, type Usage } from "@usage-billing/rebilly-client";
import { describeProblem } from "./describe-problem.ts";
import { type ExactUsage, fromRebillyUsage } from "./from-rebilly-usage.ts";

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

/** One page of usage. */
export interface UsagePage {
  readonly items: readonly HeldUsage[];
  /** How many pieces of usage match the filter in all, where Rebilly says so. */
  readonly total: number | undefined;
}

/** What to list. */
export interface PageRequest {
  /** Rebilly's filter language. */
  readonly filter: string;
  /** How many pieces to leave out, at most 1,000. */
  readonly offset: number;
  readonly signal?: AbortSignal | undefined;
}

/** The usages operations, with exact quantities. */
export interface UsagesApi {
  post(body: Uint8Array, signal?: AbortSignal): Promise<HeldUsage>;
  list(request: PageRequest): Promise<UsagePage>;
  remove(reference: string, signal?: AbortSignal): Promise<void>;
}

/** The most that one page may have, by Rebilly's document. */
export const PAGE_SIZE = 1_000;

function toHeld(text: string, channel: string): HeldUsage {
  return fromRebillyUsage(parseExact(text, ["quantity"]) as ExactUsage, channel);
}

function readTotal(response: Response): number | undefined {
  const total = response.headers.get("pagination-total");
  return total !== null && /^\d+$/.test(total) ? Number(total) : undefined;
}

/**
 * Makes the usages operations.
 *
 * @param client - The generated client.
 * @param settings - What all calls share.
 * @returns The operations.
 */
export function createUsagesApi(client: RebillyClient, settings: CallSettings): UsagesApi {
  const call = (operation: keyof typeof operations) => ({
    ...settings,
    operation,
    method: operations[operation].method,
    describe: describeProblem,
  });
  return {
    async post(body, signal) {
      const { data } = await callOperation({
        ...call("createUsage"),
        signal,
        attempt: (signal) =>
          client.POST("/usages", {
            signal,
            // The planned bytes are sent as they are; an object of the client's type could not hold exact decimals.
            body: {} as Usage,
            bodySerializer: () => body,
            parseAs: "text",
          }),
      });
      return toHeld(data, settings.channel);
    },
    async list({ filter, offset, signal }) {
      const query = { filter, offset, limit: PAGE_SIZE, sort: ["createdTime"] };
      const { data, response } = await callOperation({
        ...call("listUsages"),
        signal,
        attempt: (signal) => client.GET("/usages", { signal, params: { query }, parseAs: "text" }),
      });
      const usages = parseExact(data, ["quantity"]) as readonly ExactUsage[];
      const items = usages.map((usage) => fromRebillyUsage(usage, settings.channel));
      return { items, total: readTotal(response) };
    },
    async remove(reference, signal) {
      await callOperation({
        ...call("deleteUsage"),
        signal,
        acceptEmpty: true,
        attempt: (signal) =>
          client.DELETE("/usages/{id}", { signal, params: { path: { id: reference } } }),
      });
    },
  };
}
