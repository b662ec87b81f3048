import {
  type ConnectClient,
  type Operations,
  toFormData,
  type UsageFile,
  type UsageFileCreate,
} from "@usage-billing/connect-client";
import { UnexpectedResponseError } from "@usage-billing/core";
import { allOfRql, compareRql, equalRql } from "../rql.ts";
import { type CallSettings, callConnect } from "./connect-call.ts";
import { type FileState, fromUsageFile } from "./from-usage-file.ts";

/** The operations on usage files that a vendor's reporting needs. */
export interface FilesApi {
  /** Finds the files of a product with an external id, deleted ones left out. */
  find(externalId: string, product: string, signal?: AbortSignal): Promise<readonly FileState[]>;
  /** Reads a file in full. */
  read(id: string, signal?: AbortSignal): Promise<FileState>;
  /** Makes an empty file. */
  create(file: UsageFileCreate, signal?: AbortSignal): Promise<FileState>;
  /** Uploads its workbook, replacing any earlier one. */
  upload(id: string, workbook: Uint8Array, signal?: AbortSignal): Promise<FileState>;
  /** Hands it to the distributor. */
  submit(id: string, signal?: AbortSignal): Promise<FileState>;
  /** Deletes it. */
  remove(id: string, signal?: AbortSignal): Promise<FileState>;
}

/** Large workbooks take longer than other calls. */
const UPLOAD_TIMEOUT = 300_000;
const WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function toUpload(id: string, workbook: Uint8Array): { usage_file: File } {
  // A workbook never lies in shared memory.
  const bytes = workbook as Uint8Array<ArrayBuffer>;
  return { usage_file: new File([bytes], `${id}.xlsx`, { type: WORKBOOK_TYPE }) };
}

/** An action needs no body, but a literal `null` has made the server fail: it gets an empty object. */
const NO_BODY = {};

/** Reads the answer of one operation; without an id nothing more could be done with the file. */
function toState(
  { channel }: CallSettings,
  operation: keyof Operations,
  { data, response }: { readonly data: UsageFile; readonly response: Response },
): FileState {
  const state = fromUsageFile(data);
  if (typeof state.id === "string" && state.id !== "") return state;
  const [status, reason] = [response.status, "has no file id"];
  throw new UnexpectedResponseError({
    channel,
    operation,
    status,
    reason,
    isWrite: operation !== "getUsageFile",
  });
}

/**
 * Makes the operations on usage files.
 *
 * @param client - The generated client.
 * @param settings - What all calls share.
 * @returns The operations.
 */
export function createFilesApi(client: ConnectClient, settings: CallSettings): FilesApi {
  const pathOf = (id: string) => ({ path: { id } });
  return {
    find: async (externalId, product, signal) => {
      const query = allOfRql([
        equalRql("external_id", externalId),
        equalRql("product.id", product),
        compareRql("ne", "status", "deleted"),
      ]);
      const { data } = await callConnect(settings, {
        operation: "listUsageFiles",
        signal,
        attempt: (signal) => client.GET("/usage/files", { signal, querySerializer: () => query }),
      });
      return data.map(fromUsageFile).filter(({ status }) => status !== "deleted");
    },
    read: async (id, signal) => {
      const answer = await callConnect(settings, {
        operation: "getUsageFile",
        signal,
        attempt: (signal) => client.GET("/usage/files/{id}", { signal, params: pathOf(id) }),
      });
      return toState(settings, "getUsageFile", answer);
    },
    create: async (body, signal) => {
      const answer = await callConnect(settings, {
        operation: "createUsageFile",
        signal,
        attempt: (signal) => client.POST("/usage/files", { signal, body }),
      });
      return toState(settings, "createUsageFile", answer);
    },
    upload: async (id, workbook, signal) => {
      const answer = await callConnect(settings, {
        operation: "uploadUsageFile",
        signal,
        timeout: Math.max(settings.timeout, UPLOAD_TIMEOUT),
        attempt: (signal) =>
          client.POST("/usage/files/{id}/upload", {
            signal,
            params: pathOf(id),
            body: toUpload(id, workbook),
            bodySerializer: toFormData,
          }),
      });
      return toState(settings, "uploadUsageFile", answer);
    },
    submit: async (id, signal) => {
      const answer = await callConnect(settings, {
        operation: "submitUsageFile",
        signal,
        attempt: (signal) =>
          client.POST("/usage/files/{id}/submit", { signal, params: pathOf(id), body: NO_BODY }),
      });
      return toState(settings, "submitUsageFile", answer);
    },
    remove: async (id, signal) => {
      const answer = await callConnect(settings, {
        operation: "deleteUsageFile",
        signal,
        attempt: (signal) =>
          client.POST("/usage/files/{id}/delete", { signal, params: pathOf(id), body: NO_BODY }),
      });
      return toState(settings, "deleteUsageFile", answer);
    },
  };
}
