import { toFormData } from "@usage-billing/connect-client";
import { checkTexts, NOTE_LENGTH } from "../check-notes.ts";
import type { Api } from "../connect-call.ts";
import { WORKBOOK_TIMEOUT } from "../downloads/download.ts";
import { pathId } from "../path-id.ts";
import { callForFile, type FileCall, NO_BODY } from "./call-file.ts";
import type { FilesApi } from "./files-api.ts";
import { toWorkbookFile } from "./to-workbook-file.ts";

function checkNote(id: string, field: string, note: string): void {
  checkTexts(`usage file ${id}`, [{ field, value: note, maximum: NOTE_LENGTH }]);
}

type Call = (id: string, call: Omit<FileCall, "id">) => ReturnType<typeof callForFile>;

const createCall =
  (api: Api): Call =>
  async (id, call) =>
    callForFile(api, { ...call, id: pathId(id, "usage file") });

const paramsOf = (id: string) => ({ path: { id } });

/**
 * Makes what a vendor does with a file as a whole.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createVendorActions(api: Api): Pick<FilesApi, "submit" | "delete"> {
  const { client } = api;
  const call = createCall(api);
  return {
    submit: (id, options = {}) =>
      call(id, {
        operation: "submitUsageFile",
        options,
        attempt: (signal) =>
          client.POST("/usage/files/{id}/submit", { signal, params: paramsOf(id), body: NO_BODY }),
      }),
    delete: (id, options = {}) =>
      call(id, {
        operation: "deleteUsageFile",
        options,
        attempt: (signal) =>
          client.POST("/usage/files/{id}/delete", { signal, params: paramsOf(id), body: NO_BODY }),
      }),
  };
}

/**
 * Makes how a distributor decides about a file.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createDecisions(api: Api): Pick<FilesApi, "accept" | "reject" | "approveAll"> {
  const { client } = api;
  const call = createCall(api);
  return {
    accept: async (id, note, options = {}) => {
      checkNote(id, "acceptance note", note);
      const body = { acceptance_note: note };
      return call(id, {
        operation: "acceptUsageFile",
        options,
        attempt: (signal) =>
          client.POST("/usage/files/{id}/accept", { signal, params: paramsOf(id), body }),
      });
    },
    reject: async (id, note, options = {}) => {
      checkNote(id, "rejection note", note);
      const body = { rejection_note: note };
      return call(id, {
        operation: "rejectUsageFile",
        options,
        attempt: (signal) =>
          client.POST("/usage/files/{id}/reject", { signal, params: paramsOf(id), body }),
      });
    },
    approveAll: (id, options = {}) =>
      call(id, {
        operation: "approveAllUsageRecords",
        options,
        attempt: (signal) =>
          client.PUT("/usage/files/{id}/approve-all", { signal, params: paramsOf(id) }),
      }),
  };
}

/**
 * Makes what a distributor does with a file that it accepted.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createBillingActions(
  api: Api,
): Pick<FilesApi, "close" | "reprocess" | "uploadReconciliation"> {
  const { client } = api;
  const call = createCall(api);
  return {
    close: (id, options = {}) =>
      call(id, {
        operation: "closeUsageFile",
        options,
        attempt: (signal) =>
          client.POST("/usage/files/{id}/close", { signal, params: paramsOf(id) }),
      }),
    reprocess: (id, options = {}) =>
      call(id, {
        operation: "reprocessUsageFile",
        options,
        attempt: (signal) =>
          client.POST("/usage/files/{id}/reprocess", { signal, params: paramsOf(id) }),
      }),
    uploadReconciliation: async (id, workbook, options = {}) => {
      const body = {
        recon_file: await toWorkbookFile(workbook, `${id}-reconciliation`),
      };
      return call(id, {
        operation: "uploadUsageFileReconciliation",
        options,
        timeout: Math.max(api.settings.timeout, WORKBOOK_TIMEOUT),
        attempt: (signal) =>
          client.POST("/usage/files/{id}/reconciliation", {
            signal,
            params: paramsOf(id),
            body,
            bodySerializer: toFormData,
          }),
      });
    },
  };
}
