import type { UsageFileListItem } from "@usage-billing/connect-client";
import { fileLifecycle } from "../../lifecycle/file-lifecycle.ts";
import { type Api, callConnect } from "../connect-call.ts";
import { createLister } from "../list/create-lister.ts";
import { pathId } from "../path-id.ts";
import { waitForStatus } from "../wait/wait-for-status.ts";
import { readText } from "../wire/read-value.ts";
import { callForFile, readFile } from "./call-file.ts";
import {
  createBillingActions,
  createDecisions,
  createVendorActions,
} from "./create-file-actions.ts";
import { downloadFile, type FileWorkbook } from "./download-file.ts";
import type { FilesApi } from "./files-api.ts";
import { fromUsageFile } from "./from-usage-file.ts";
import { toFileCreate, toFileUpdate } from "./to-file-body.ts";
import { uploadAgain, uploadWorkbook } from "./upload-workbook.ts";

const WHAT = "usage file";

function createFilesList(api: Api): FilesApi["list"] {
  const { client } = api;
  return createLister(api, {
    list: "files",
    operation: "listUsageFiles",
    fetch: (query, signal) =>
      client.GET("/usage/files", { signal, querySerializer: () => query, parseAs: "text" }),
    read: (file: UsageFileListItem) => fromUsageFile(file),
    identify: ({ id }) => readText(id),
    ordering: ["created.at", "id"],
  });
}

type Drafts = Pick<FilesApi, "create" | "update" | "upload" | "reupload">;

function createDrafts(api: Api): Drafts {
  const { client, settings } = api;
  return {
    create: async (file, options = {}) => {
      const body = toFileCreate(file);
      return callForFile(api, {
        operation: "createUsageFile",
        options,
        attempt: (signal) => client.POST("/usage/files", { signal, body }),
      });
    },
    update: async (id, change, options = {}) => {
      const body = toFileUpdate(pathId(id, WHAT), change);
      await callConnect(settings, {
        operation: "updateUsageFile",
        options,
        acceptEmpty: true,
        attempt: (signal) =>
          client.PUT("/usage/files/{id}", { signal, params: { path: { id } }, body }),
      });
    },
    upload: async (id, workbook, options = {}) =>
      uploadWorkbook(api, { id: pathId(id, WHAT), workbook }, options),
    reupload: async (file, workbook, options = {}) => {
      const seen =
        typeof file === "string" ? await readFile(api, pathId(file, WHAT), options) : file;
      return uploadAgain(api, { file: seen, workbook }, options);
    },
  };
}

type Downloads = Pick<
  FilesApi,
  "downloadUploaded" | "downloadProcessed" | "downloadReconciliation"
>;

function createDownloads(api: Api): Downloads {
  const download =
    (which: FileWorkbook): Downloads["downloadUploaded"] =>
    (file, options = {}) =>
      downloadFile(api, { file, which }, options);
  return {
    downloadUploaded: download("uploaded"),
    downloadProcessed: download("processed"),
    downloadReconciliation: download("reconciliation"),
  };
}

function createWait(api: Api): FilesApi["waitFor"] {
  return async (id, statuses, { deadEnds = ["invalid", "rejected"], ...options } = {}) => {
    const wait = { id: pathId(id, WHAT), what: WHAT, operation: "getUsageFile" } as const;
    return waitForStatus(
      api.settings,
      {
        ...wait,
        statuses,
        deadEnds,
        lifecycle: fileLifecycle,
        read: () => readFile(api, id, options),
        explain: ({ status, rejectionNote, errorDetail }) =>
          status === "rejected" ? rejectionNote : errorDetail,
      },
      options,
    );
  };
}

/**
 * Makes the operations on usage files.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createFilesApi(api: Api): FilesApi {
  return {
    list: createFilesList(api),
    get: async (id, options = {}) => readFile(api, pathId(id, WHAT), options),
    waitFor: createWait(api),
    ...createDrafts(api),
    ...createVendorActions(api),
    ...createDecisions(api),
    ...createBillingActions(api),
    ...createDownloads(api),
  };
}
