import {
  type ConnectClient,
  toFormData,
  type UsageFile,
  type UsageFileCreate,
  type UsageFileUpdate,
} from "@usage-billing/connect-client";
import { UnexpectedResponseError } from "@usage-billing/core";
import { allOfRql, anyOfRql, compareRql, equalRql, orderRql, startsWithRql } from "../rql.ts";
import { EXTERNAL_ID_START } from "../to-external-id.ts";
import { type CallSettings, type ConnectCall, callConnect } from "./connect-call.ts";
import { type FileState, fromUsageFile } from "./from-usage-file.ts";
import { requireList } from "./require-list.ts";

/** Where a file belongs. */
export interface FilePlace {
  /** The product's id. */
  readonly product: string;
  /** The contract's id. */
  readonly contract: string;
}

/** The operations on usage files that a vendor's reporting needs. */
export interface FilesApi {
  /** Finds the files of a product with an external id, deleted ones left out. */
  find(externalId: string, product: string, signal?: AbortSignal): Promise<readonly FileState[]>;
  /** Finds the latest of this adapter's files that were refused, 20 at most. */
  findRefused(place: FilePlace, signal?: AbortSignal): Promise<readonly FileState[]>;
  /** Reads a file in full. */
  read(id: string, signal?: AbortSignal): Promise<FileState>;
  /** Makes an empty file. */
  create(file: UsageFileCreate, signal?: AbortSignal): Promise<FileState>;
  /** Changes what a file says of itself. */
  update(id: string, change: UsageFileUpdate, signal?: AbortSignal): Promise<void>;
  /** Uploads its workbook, replacing any earlier one. */
  upload(id: string, workbook: Uint8Array, signal?: AbortSignal): Promise<FileState>;
  /** Hands it to the distributor. */
  submit(id: string, signal?: AbortSignal): Promise<FileState>;
  /** Deletes it. */
  remove(id: string, signal?: AbortSignal): Promise<FileState>;
}

/** Large workbooks take longer than other calls. */
const UPLOAD_TIMEOUT = 300_000;
/** Refused files that were never mended may lie there for years. */
const LATEST_REFUSED = 20;
const WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function toUpload(id: string, workbook: Uint8Array): { usage_file: File } {
  // A workbook never lies in shared memory.
  const bytes = workbook as Uint8Array<ArrayBuffer>;
  return { usage_file: new File([bytes], `${id}.xlsx`, { type: WORKBOOK_TYPE }) };
}

/** An action needs no body, but a literal `null` has made the server fail: it gets an empty object. */
const NO_BODY = {};

/** Calls an operation that answers a file; without an id nothing more could be done with it. */
async function callForState(
  settings: CallSettings,
  call: ConnectCall<UsageFile>,
): Promise<FileState> {
  const { data, response } = await callConnect(settings, call);
  const state = fromUsageFile(data);
  if (typeof state.id === "string" && state.id !== "") return state;
  throw new UnexpectedResponseError({
    channel: settings.channel,
    operation: call.operation,
    status: response.status,
    reason: "has no file id",
    isWrite: call.operation !== "getUsageFile",
  });
}

/** Answers three texts and not the file. */
function createUpdate(client: ConnectClient, settings: CallSettings): FilesApi["update"] {
  return async (id, body, signal) => {
    await callConnect(settings, {
      operation: "updateUsageFile",
      signal,
      attempt: (signal) =>
        client.PUT("/usage/files/{id}", { signal, params: { path: { id } }, body }),
    });
  };
}

type FileLister = (query: string, signal?: AbortSignal) => Promise<readonly FileState[]>;

function createLister(client: ConnectClient, settings: CallSettings): FileLister {
  const operation = "listUsageFiles";
  return async (query, signal) => {
    const { data, response } = await callConnect(settings, {
      operation,
      signal,
      attempt: (signal) => client.GET("/usage/files", { signal, querySerializer: () => query }),
    });
    const files = requireList(data, { channel: settings.channel, operation, response });
    return files.map(fromUsageFile).filter(({ status }) => status !== "deleted");
  };
}

function createFinders(list: FileLister): Pick<FilesApi, "find" | "findRefused"> {
  return {
    find: (externalId, product, signal) =>
      list(
        allOfRql([
          equalRql("external_id", externalId),
          equalRql("product.id", product),
          compareRql("ne", "status", "deleted"),
        ]),
        signal,
      ),
    findRefused: ({ product, contract }, signal) =>
      list(
        allOfRql([
          startsWithRql("external_id", EXTERNAL_ID_START),
          equalRql("product.id", product),
          equalRql("contract.id", contract),
          anyOfRql("status", ["invalid", "rejected"]),
          orderRql(["-created.at"]),
          `limit=${LATEST_REFUSED}`,
        ]),
        signal,
      ),
  };
}

/**
 * Makes the operations on usage files.
 *
 * @param client - The generated client.
 * @param settings - What all calls share.
 * @returns The operations.
 */
export function createFilesApi(client: ConnectClient, settings: CallSettings): FilesApi {
  const paramsOf = (id: string) => ({ path: { id } });
  const call = (operation: ConnectCall<UsageFile>) => callForState(settings, operation);
  return {
    ...createFinders(createLister(client, settings)),
    update: createUpdate(client, settings),
    read: (id, signal) =>
      call({
        operation: "getUsageFile",
        signal,
        attempt: (signal) => client.GET("/usage/files/{id}", { signal, params: paramsOf(id) }),
      }),
    create: (body, signal) =>
      call({
        operation: "createUsageFile",
        signal,
        attempt: (signal) => client.POST("/usage/files", { signal, body }),
      }),
    upload: (id, workbook, signal) =>
      call({
        operation: "uploadUsageFile",
        signal,
        timeout: Math.max(settings.timeout, UPLOAD_TIMEOUT),
        attempt: (signal) => {
          const upload = { body: toUpload(id, workbook), bodySerializer: toFormData };
          const params = paramsOf(id);
          return client.POST("/usage/files/{id}/upload", { signal, params, ...upload });
        },
      }),
    submit: (id, signal) =>
      call({
        operation: "submitUsageFile",
        signal,
        attempt: (signal) => {
          const params = paramsOf(id);
          return client.POST("/usage/files/{id}/submit", { signal, params, body: NO_BODY });
        },
      }),
    remove: (id, signal) =>
      call({
        operation: "deleteUsageFile",
        signal,
        attempt: (signal) => {
          const params = paramsOf(id);
          return client.POST("/usage/files/{id}/delete", { signal, params, body: NO_BODY });
        },
      }),
  };
}
