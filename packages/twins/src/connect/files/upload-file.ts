import { jsonResponse, type TwinRequest, type TwinResponse } from "../../server/exchange.ts";
import type { ConnectState } from "../connect-state.ts";
import { findFile } from "../operation.ts";
import { readUpload } from "../read-upload.ts";
import { readUsageWorkbook } from "../workbook/read-usage-workbook.ts";
import { changeFile, checkAllowed } from "./change-file.ts";
import { checkFile } from "./check-file.ts";
import { dropRecords, emptyTally } from "./drop-records.ts";
import { toDetail } from "./file-operations.ts";

/**
 * Takes a workbook. Its structure is checked at once, its rows by the platform afterwards.
 *
 * @param request - Multipart, with the part `usage_file`.
 * @param state - The platform.
 * @returns 201 and the file, which is `uploading`.
 * @throws {@link Refusal} 400 or 404.
 */
export async function uploadFile(request: TwinRequest, state: ConnectState): Promise<TwinResponse> {
  const file = findFile(request, state);
  checkAllowed(file, "upload");
  const { bytes } = await readUpload(request, "usage_file");
  const workbook = await readUsageWorkbook(bytes, file.product);
  // Another upload may have come in while this one was read.
  checkAllowed(file, "upload");
  changeFile(file, "upload", { state });
  dropRecords(file, state);
  const none = { records: [], tally: emptyTally(), billed: 0, processed: [] };
  Object.assign(file, { workbook, ...none, errorDetail: null, rejectionNote: null });
  state.agenda.add(state.times.store, () => {
    changeFile(file, "store", { state });
    state.agenda.add(state.times.check, () => checkFile(file, state));
  });
  return jsonResponse(201, toDetail(file, state));
}
