import type { UsageChunk } from "@usage-billing/connect-client";
import { type CallOptions, UnsupportedOperationError } from "@usage-billing/core";
import type { Attempt } from "@usage-billing/http";
import { chunkLifecycle } from "../../lifecycle/chunk-lifecycle.ts";
import { callForItem } from "../call-for-item.ts";
import { checkTexts, NOTE_LENGTH } from "../check-notes.ts";
import type { Api } from "../connect-call.ts";
import { type DownloadOptions, downloadDirect } from "../downloads/download.ts";
import { createLister } from "../list/create-lister.ts";
import type { ListQuery } from "../list/list-query.ts";
import type { OperationId } from "../operation-roles.ts";
import { pathId } from "../path-id.ts";
import type { Billing } from "../records/closing.ts";
import { type WaitOptions, waitForStatus } from "../wait/wait-for-status.ts";
import { present } from "../wire/present.ts";
import { readText, type Word } from "../wire/read-value.ts";
import { type ChunkStatus, type ConnectChunk, fromUsageChunk } from "./from-usage-chunk.ts";

/** Chunk files: an accepted usage file has one a hub. All of it is for the distributor. */
export interface ChunksApi {
  /** Lists chunks, page after page. */
  list(query?: ListQuery<"chunks">): AsyncIterable<ConnectChunk>;
  /** Reads a chunk. */
  get(id: string, options?: CallOptions): Promise<ConnectChunk>;
  /** Waits until a chunk is in one of several states, asking ever more seldom; an error when it does not get there by itself. */
  waitFor(
    id: string,
    statuses: readonly Word<ChunkStatus>[],
    options?: WaitOptions,
  ): Promise<ConnectChunk>;
  /** Fetches the workbook of a chunk that is ready or closed. */
  download(id: string, options?: DownloadOptions): Promise<Uint8Array>;
  /** Sets the distributor's own words, for example how far billing has come. */
  setExternalId(id: string, externalId: string, options?: CallOptions): Promise<ConnectChunk>;
  /** Closes a chunk with all its records under a bill, whose id is required. */
  close(
    id: string,
    billing: Billing & { readonly billingId: string },
    options?: CallOptions,
  ): Promise<ConnectChunk>;
  /** Has a chunk written anew that is outdated or failed. */
  regenerate(id: string, options?: CallOptions): Promise<ConnectChunk>;
}

const WHAT = "chunk file";

interface ChunkCall {
  readonly operation: OperationId;
  readonly id: string;
  readonly attempt: (signal: AbortSignal) => Promise<Attempt<UsageChunk>>;
  readonly options: CallOptions;
}

function readChunk(api: Api, id: string, options: CallOptions): Promise<ConnectChunk> {
  return callForItem(api, {
    operation: "getUsageChunk",
    options,
    read: fromUsageChunk,
    attempt: (signal) => api.client.GET("/usage/chunks/{id}", { signal, params: { path: { id } } }),
  });
}

function callForChunk(api: Api, { id, ...call }: ChunkCall): Promise<ConnectChunk> {
  const reread = (): Promise<ConnectChunk> => readChunk(api, id, call.options);
  return callForItem(api, { ...call, read: fromUsageChunk, reread });
}

function createWait(api: Api): ChunksApi["waitFor"] {
  return async (id, statuses, options = {}) =>
    waitForStatus(
      api.settings,
      {
        id: pathId(id, WHAT),
        what: WHAT,
        operation: "getUsageChunk",
        statuses,
        deadEnds: ["failed"],
        lifecycle: chunkLifecycle,
        read: () => readChunk(api, id, options),
        explain: ({ error }) => error,
      },
      options,
    );
}

type Actions = Pick<ChunksApi, "setExternalId" | "close" | "regenerate">;

function createChunkActions(api: Api): Actions {
  const { client } = api;
  return {
    setExternalId: async (id, externalId, options = {}) => {
      checkTexts(`chunk file ${id}`, [
        { field: "external id", value: externalId, maximum: Number.POSITIVE_INFINITY },
      ]);
      const params = { path: { id: pathId(id, WHAT) } };
      const body = { external_id: externalId };
      return callForChunk(api, {
        operation: "updateUsageChunk",
        id,
        options,
        attempt: (signal) => client.PUT("/usage/chunks/{id}", { signal, params, body }),
      });
    },
    close: async (id, { billingId, billingNote }, options = {}) => {
      if (!billingId?.trim()) {
        throw new UnsupportedOperationError(
          `chunk file ${id} can only be closed with a billing id`,
        );
      }
      checkTexts(`chunk file ${id}`, [
        { field: "billing id", value: billingId, maximum: Number.POSITIVE_INFINITY },
        { field: "billing note", value: billingNote, maximum: NOTE_LENGTH },
      ]);
      const params = { path: { id: pathId(id, WHAT) } };
      const note = present({ external_billing_note: billingNote });
      const body = { external_billing_id: billingId, ...note };
      return callForChunk(api, {
        operation: "closeUsageChunk",
        id,
        options,
        attempt: (signal) => client.POST("/usage/chunks/{id}/close", { signal, params, body }),
      });
    },
    regenerate: async (id, options = {}) => {
      const params = { path: { id: pathId(id, WHAT) } };
      return callForChunk(api, {
        operation: "regenerateUsageChunk",
        id,
        options,
        attempt: (signal) => client.POST("/usage/chunks/{id}/regenerate", { signal, params }),
      });
    },
  };
}

/**
 * Makes the operations on chunk files.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createChunksApi(api: Api): ChunksApi {
  const { client } = api;
  return {
    list: createLister(api, {
      list: "chunks",
      operation: "listUsageChunks",
      fetch: (query, signal) =>
        client.GET("/usage/chunks", { signal, querySerializer: () => query, parseAs: "text" }),
      read: (chunk: UsageChunk) => fromUsageChunk(chunk),
      identify: ({ id }) => readText(id),
      ordering: ["usagefile.id"],
    }),
    get: async (id, options = {}) => readChunk(api, pathId(id, WHAT), options),
    waitFor: createWait(api),
    download: async (id, options = {}) => {
      const params = { path: { id: pathId(id, WHAT) } };
      return downloadDirect(api, "downloadUsageChunk", {
        ...options,
        attempt: (signal) =>
          client.GET("/usage/chunks/{id}/download", { signal, params, parseAs: "arrayBuffer" }),
      });
    },
    ...createChunkActions(api),
  };
}
