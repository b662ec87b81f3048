import { jsonResponse, type TwinRequest, type TwinResponse } from "../../server/exchange.ts";
import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { findFile } from "../operation.ts";
import { readUsageWorkbook } from "../workbook/read-usage-workbook.ts";
import { changeFile, checkAllowed } from "./change-file.ts";
import { toDetail } from "./file-operations.ts";
import { platformTimes } from "./file-states.ts";

async function readForm({ body, headers }: TwinRequest): Promise<FormData> {
  const type = headers["content-type"] ?? "";
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch {
    return refuse("usage_file: The request is not multipart/form-data.");
  }
}

async function readPart(request: TwinRequest): Promise<Uint8Array> {
  const part = (await readForm(request)).get("usage_file");
  if (!(part instanceof File)) return refuse("usage_file: No file was submitted.");
  if (!part.name.toLowerCase().endsWith(".xlsx")) {
    return refuse("usage_file: The file's name must end in .xlsx.");
  }
  return new Uint8Array(await part.arrayBuffer());
}

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
  const workbook = await readUsageWorkbook(await readPart(request), file.product);
  // Another upload may have come in while this one was read.
  checkAllowed(file, "upload");
  changeFile(file, "upload", { state });
  const stored = state.context.clock.now() + platformTimes.store;
  Object.assign(file, { workbook, records: [], errorDetail: null, rejectionNote: null });
  file.steps = [
    { at: stored, action: "store" },
    { at: stored + platformTimes.check, action: "check" },
  ];
  return jsonResponse(201, toDetail(file, state));
}
