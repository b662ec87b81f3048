import type { CallOptions, HeldUsage } from "@usage-billing/core";
import { parseExact } from "@usage-billing/http";
import type { RebillyClient, Usage } from "@usage-billing/rebilly-client";
import { type CallSettings, callAndRead } from "./call-and-read.ts";
import { type ExactUsage, fromRebillyUsage } from "./from-rebilly-usage.ts";

/** One page of usage. */
export interface UsagePage {
  /** The usage. */
  readonly items: readonly HeldUsage[];
  /** How many pieces of usage match the filter in all. */
  readonly total: number;
}

/** What to list. */
export interface PageRequest {
  /** Rebilly's filter language. */
  readonly filter: string;
  /** How many pieces to leave out, at most 1,000. */
  readonly offset: number;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
}

/** The usages operations, with exact quantities. */
export interface UsagesApi {
  /** Posts a usage, byte by byte as it is. */
  post(body: Uint8Array, options?: CallOptions): Promise<HeldUsage>;
  /** Lists a page. */
  list(request: PageRequest): Promise<UsagePage>;
  /** Deletes a usage. */
  remove(reference: string, options?: CallOptions): Promise<void>;
}

/** The most that one page may have, by Rebilly's document. */
export const PAGE_SIZE = 1_000;

/** Without a total nobody could tell whether a list is complete. */
function readTotal({ headers }: Response): number {
  const total = headers.get("pagination-total") ?? "";
  if (!/^\d+$/.test(total)) throw new TypeError("the header Pagination-Total is missing");
  return Number(total);
}

/** Ids have more signs than this refuses; an empty one or dots alone would make the path of another resource. */
function assertReference(reference: string): void {
  if (/^\.{0,2}$/.test(reference)) throw new TypeError(`"${reference}" is no id of a usage`);
}

/**
 * Makes the usages operations.
 *
 * @param client - The generated client.
 * @param settings - What all calls share.
 * @returns The operations.
 */
export function createUsagesApi(client: RebillyClient, settings: CallSettings): UsagesApi {
  const toHeld = (usage: ExactUsage) => fromRebillyUsage(usage, settings.channel);
  const parse = (text: string) => parseExact(text, ["quantity"]);
  return {
    post: (body, { signal, beforeWrite } = {}) =>
      callAndRead(settings, {
        operation: "createUsage",
        signal,
        beforeWrite,
        attempt: (signal) =>
          client.POST("/usages", {
            signal,
            // The planned bytes are sent as they are; an object of the client's type could not hold exact decimals.
            body: {} as Usage,
            bodySerializer: () => body,
            parseAs: "text",
          }),
        read: (text) => toHeld(parse(text) as ExactUsage),
      }),
    list: ({ filter, offset, signal }) =>
      callAndRead(settings, {
        operation: "listUsages",
        signal,
        attempt: (signal) => {
          const query = { filter, offset, limit: PAGE_SIZE, sort: ["createdTime"] };
          return client.GET("/usages", { signal, params: { query }, parseAs: "text" });
        },
        read: (text, response) => ({
          items: (parse(text) as readonly ExactUsage[]).map(toHeld),
          total: readTotal(response),
        }),
      }),
    remove: async (reference, { signal, beforeWrite } = {}) => {
      assertReference(reference);
      await callAndRead(settings, {
        operation: "deleteUsage",
        signal,
        beforeWrite,
        acceptEmpty: true,
        attempt: (signal) =>
          client.DELETE("/usages/{id}", { signal, params: { path: { id: reference } } }),
        read: () => undefined,
      });
    },
  };
}
