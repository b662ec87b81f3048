import { toFormData, type UsageReconciliation } from "@usage-billing/connect-client";
import type { CallOptions } from "@usage-billing/core";
import { reconciliationLifecycle } from "../../lifecycle/reconciliation-lifecycle.ts";
import { callForItem } from "../call-for-item.ts";
import { checkTexts, NOTE_LENGTH } from "../check-notes.ts";
import type { Api } from "../connect-call.ts";
import { type DownloadOptions, downloadDirect, WORKBOOK_TIMEOUT } from "../downloads/download.ts";
import { toWorkbookFile, type WorkbookSource } from "../files/to-workbook-file.ts";
import { createLister } from "../list/create-lister.ts";
import type { ListQuery } from "../list/list-query.ts";
import { pathId } from "../path-id.ts";
import { type WaitOptions, waitForStatus } from "../wait/wait-for-status.ts";
import { present } from "../wire/present.ts";
import { readText, type Word } from "../wire/read-value.ts";
import {
  type ConnectReconciliation,
  fromUsageReconciliation,
  type ReconciliationStatus,
} from "./from-usage-reconciliation.ts";

/** Options of uploading a reconciliation. */
export interface ReconciliationUploadOptions extends CallOptions {
  /** A note, up to 200 characters. */
  readonly note?: string;
}

/** Reconciliations: billing ids and notes of many records, as workbooks. All of it is for the distributor. */
export interface ReconciliationsApi {
  /** Lists reconciliations, page after page. */
  list(query?: ListQuery<"reconciliations">): AsyncIterable<ConnectReconciliation>;
  /** Reads a reconciliation. */
  get(id: string, options?: CallOptions): Promise<ConnectReconciliation>;
  /** Uploads a workbook; what is in it says which records it is about. */
  upload(
    workbook: WorkbookSource,
    options?: ReconciliationUploadOptions,
  ): Promise<ConnectReconciliation>;
  /** Waits until a reconciliation is in one of several states, asking ever more seldom; an error when it does not get there. */
  waitFor(
    id: string,
    statuses: readonly Word<ReconciliationStatus>[],
    options?: WaitOptions,
  ): Promise<ConnectReconciliation>;
  /** Fetches the workbook with the platform's comments. */
  downloadProcessed(id: string, options?: DownloadOptions): Promise<Uint8Array>;
  /** Fetches the workbook as uploaded. */
  downloadUploaded(id: string, options?: DownloadOptions): Promise<Uint8Array>;
}

const WHAT = "reconciliation";

function createUpload(api: Api): ReconciliationsApi["upload"] {
  return async (workbook, { note, ...options } = {}) => {
    checkTexts("the reconciliation", [{ field: "note", value: note, maximum: NOTE_LENGTH }]);
    const file = await toWorkbookFile(workbook, WHAT);
    const body = { recon_file: file, ...present({ upload_note: note }) };
    return callForItem(api, {
      operation: "createUsageReconciliation",
      options,
      timeout: Math.max(api.settings.timeout, WORKBOOK_TIMEOUT),
      read: fromUsageReconciliation,
      attempt: (signal) =>
        api.client.POST("/usage/reconciliations", { signal, body, bodySerializer: toFormData }),
    });
  };
}

function readReconciliation(
  api: Api,
  id: string,
  options: CallOptions,
): Promise<ConnectReconciliation> {
  const params = { path: { id } };
  return callForItem(api, {
    operation: "getUsageReconciliation",
    options,
    read: fromUsageReconciliation,
    attempt: (signal) => api.client.GET("/usage/reconciliations/{id}", { signal, params }),
  });
}

function createWait(api: Api): ReconciliationsApi["waitFor"] {
  return async (id, statuses, options = {}) =>
    waitForStatus(
      api.settings,
      {
        id: pathId(id, WHAT),
        what: WHAT,
        operation: "getUsageReconciliation",
        statuses,
        deadEnds: [],
        lifecycle: reconciliationLifecycle,
        read: () => readReconciliation(api, id, options),
        explain: ({ error }) => error,
      },
      options,
    );
}

type Downloads = Pick<ReconciliationsApi, "downloadProcessed" | "downloadUploaded">;

/** The addresses are all in lower case. */
function createDownloads(api: Api): Downloads {
  const { client } = api;
  const parseAs = "arrayBuffer";
  return {
    downloadProcessed: async (id, options = {}) => {
      const params = { path: { id: pathId(id, WHAT) } };
      return downloadDirect(api, "downloadProcessedReconciliation", {
        ...options,
        attempt: (signal) =>
          client.GET("/usage/reconciliations/{id}/processedfile", { signal, params, parseAs }),
      });
    },
    downloadUploaded: async (id, options = {}) => {
      const params = { path: { id: pathId(id, WHAT) } };
      return downloadDirect(api, "downloadUploadedReconciliation", {
        ...options,
        attempt: (signal) =>
          client.GET("/usage/reconciliations/{id}/uploadedfile", { signal, params, parseAs }),
      });
    },
  };
}

/**
 * Makes the operations on reconciliations.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createReconciliationsApi(api: Api): ReconciliationsApi {
  const { client } = api;
  return {
    list: createLister(api, {
      list: "reconciliations",
      operation: "listUsageReconciliations",
      fetch: (query, signal) =>
        client.GET("/usage/reconciliations", {
          signal,
          querySerializer: () => query,
          parseAs: "text",
        }),
      read: (reconciliation: UsageReconciliation) => fromUsageReconciliation(reconciliation),
      identify: ({ id }) => readText(id),
      ordering: ["usagefile.id"],
    }),
    get: async (id, options = {}) => readReconciliation(api, pathId(id, WHAT), options),
    upload: createUpload(api),
    waitFor: createWait(api),
    ...createDownloads(api),
  };
}
