import type { ConnectClient, UsageRecord as ConnectRecord } from "@usage-billing/connect-client";
import { UnexpectedResponseError } from "@usage-billing/core";
import { pagesByOffset, parseExact } from "@usage-billing/http";
import { allOfRql, orderRql, type RqlFilter } from "../rql.ts";
import { type CallSettings, callConnect } from "./connect-call.ts";
import { PAGE_SIZE, readPage } from "./read-page.ts";
import { requireList } from "./require-list.ts";

/** A usage record as the channel answers it, with quantity and amount as exact decimal text. */
export type ExactRecord = Omit<ConnectRecord, "usage" | "amount"> & {
  readonly usage?: string | null;
  readonly amount?: string | null;
};

/** The operations on usage records that a vendor's reporting needs. */
export interface RecordsApi {
  /**
   * Lists records, page after page.
   *
   * @param filters - Filters in RQL.
   * @param signal - Ends the listing early.
   * @returns Each record once.
   * @throws {@link UnexpectedResponseError} When records were missed because the list changed meanwhile.
   */
  list(filters: readonly RqlFilter[], signal?: AbortSignal): AsyncIterable<ExactRecord>;
}

const OPERATION = "listUsageRecords";
/** Pages need an order; these are the only times by which records can be sorted. */
const ORDER = orderRql(["created_time", "usage_start_time"]);

function missedRecords(channel: string, seen: number, total: number): UnexpectedResponseError {
  const reason = `lists ${total} records of which pages gave only ${seen}: the list changed while it was read`;
  return new UnexpectedResponseError({
    channel,
    operation: OPERATION,
    status: 200,
    reason,
    isWrite: false,
  });
}

/**
 * Makes the operations on usage records.
 *
 * @param client - The generated client.
 * @param settings - What all calls share.
 * @returns The operations.
 */
export function createRecordsApi(client: ConnectClient, settings: CallSettings): RecordsApi {
  async function fetchPage(filters: readonly RqlFilter[], offset: number, signal?: AbortSignal) {
    const query = allOfRql([...filters, ORDER, `limit=${PAGE_SIZE}`, `offset=${offset}`]);
    const { data, response } = await callConnect(settings, {
      operation: OPERATION,
      signal,
      attempt: async (signal) => {
        const answer = await client.GET("/usage/records", {
          signal,
          querySerializer: () => query,
          parseAs: "text",
        });
        const { data: text, error, response } = answer;
        if (text === undefined) return { error, response };
        return { data: parseExact(text, ["usage", "amount"]) as ExactRecord[], response };
      },
    });
    const answer = { channel: settings.channel, operation: OPERATION, response } as const;
    return readPage(requireList(data, answer), response);
  }
  async function* list(filters: readonly RqlFilter[], signal?: AbortSignal) {
    const seen = new Set<string>();
    let total: number | undefined;
    const pages = pagesByOffset({
      fetchPage: async (offset) => {
        const page = await fetchPage(filters, offset, signal);
        total = page.total;
        return page;
      },
    });
    for await (const page of pages) {
      const fresh = page.filter(({ id }) => !seen.has(id));
      // A server that ignores the offset would be asked for ever.
      if (fresh.length === 0) break;
      for (const { id } of fresh) seen.add(id);
      yield* fresh;
    }
    if (total !== undefined && seen.size < total) {
      throw missedRecords(settings.channel, seen.size, total);
    }
  }
  return { list };
}
