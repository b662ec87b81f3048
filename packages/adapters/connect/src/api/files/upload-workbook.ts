import { toFormData } from "@usage-billing/connect-client";
import { type CallOptions, UnsupportedOperationError } from "@usage-billing/core";
import { fileLifecycle } from "../../lifecycle/file-lifecycle.ts";
import { statesBefore } from "../../lifecycle/lifecycle.ts";
import { lookAfterFailure } from "../../look-after-failure.ts";
import type { Api } from "../connect-call.ts";
import { WORKBOOK_TIMEOUT } from "../downloads/download.ts";
import { callForFile, readFile } from "./call-file.ts";
import type { ConnectFile, FileStatus } from "./from-usage-file.ts";
import { toWorkbookFile, type WorkbookSource } from "./to-workbook-file.ts";

/** A workbook on its way to a file. */
export interface Upload {
  /** The file. */
  readonly id: string;
  /** The bytes. */
  readonly workbook: WorkbookSource;
}

/**
 * Uploads the workbook of a file.
 *
 * @param api - What the operations work with.
 * @param upload - The file and the bytes.
 * @param options - Signal, and what is asked before the write.
 * @returns The file; it is processed from now on.
 * @throws {@link InvalidWorkbookError} When the workbook is too large, or none.
 */
export async function uploadWorkbook(
  api: Api,
  { id, workbook }: Upload,
  options: CallOptions,
): Promise<ConnectFile> {
  const body = { usage_file: await toWorkbookFile(workbook, id) };
  return callForFile(api, {
    operation: "uploadUsageFile",
    id,
    options,
    timeout: Math.max(api.settings.timeout, WORKBOOK_TIMEOUT),
    attempt: (signal) =>
      api.client.POST("/usage/files/{id}/upload", {
        signal,
        params: { path: { id } },
        body,
        bodySerializer: toFormData,
      }),
  });
}

/** `uploaded` has been given the meaning of `ready`; of a word unknown to us nothing is known. */
function isClosedToUploads(status: string): boolean {
  const open: readonly FileStatus[] = statesBefore(fileLifecycle, "uploadUsageFile");
  const state = fileLifecycle.states.find((known) => known === status);
  return state !== undefined && state !== "uploaded" && !open.includes(state);
}

/**
 * Uploads a workbook to a file whose state is known. A lost answer is resolved by the state: it moves
 * on at an upload.
 *
 * @param api - What the operations work with.
 * @param upload - The file as last read, and the bytes.
 * @param options - Signal, and what is asked before the write.
 * @returns The file; it is processed from now on.
 * @throws {@link UnsupportedOperationError} When the state takes no upload; nothing was sent then.
 */
export async function uploadAgain(
  api: Api,
  { file, workbook }: { readonly file: ConnectFile; readonly workbook: WorkbookSource },
  options: CallOptions,
): Promise<ConnectFile> {
  const { id, status } = file;
  if (isClosedToUploads(status)) {
    const open = statesBefore(fileLifecycle, "uploadUsageFile").join(", ");
    throw new UnsupportedOperationError(
      `usage file ${id} is ${status}: a workbook can be uploaded while it is ${open}`,
    );
  }
  return lookAfterFailure(
    () => uploadWorkbook(api, { id, workbook }, options),
    async () => {
      const now = await readFile(api, id, options);
      return now.status === status ? undefined : now;
    },
  );
}
