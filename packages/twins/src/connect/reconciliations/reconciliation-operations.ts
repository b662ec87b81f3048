import { jsonResponse, type TwinRequest, type TwinResponse } from "../../server/exchange.ts";
import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { toDetail } from "../files/file-operations.ts";
import { findFile, type Operation, refuseUnknown } from "../operation.ts";
import { readUpload } from "../read-upload.ts";
import { listItems } from "../rql/list-items.ts";
import { XLSX_TYPE } from "../workbook/xlsx-type.ts";
import { readReconciliation } from "./read-reconciliation.ts";
import { reconcile } from "./reconcile.ts";
import type { Reconciliation } from "./reconciliation.ts";
import { reconciliationFilters, toReconciliationJson } from "./to-reconciliation-json.ts";
import { writeReconciliation } from "./write-reconciliation.ts";

function find({ parameters }: TwinRequest, { reconciliations }: ConnectState): Reconciliation {
  return reconciliations.get(parameters["id"] ?? "") ?? refuseUnknown();
}

const toXlsx = (body: Uint8Array): TwinResponse => ({
  status: 200,
  headers: { "content-type": XLSX_TYPE },
  body,
});

/** `GET /usage/reconciliations`. */
export const listReconciliations: Operation = ({ query }, state) =>
  listItems(query, {
    items: [...state.reconciliations.values()],
    filterables: reconciliationFilters(state),
    toJson: (held) => toReconciliationJson(held, state),
  });

/** `GET /usage/reconciliations/{id}`. */
export const getReconciliation: Operation = (request, state) =>
  jsonResponse(200, toReconciliationJson(find(request, state), state));

/** `POST /usage/reconciliations`: the rows tell which file it is of. */
export const postReconciliation: Operation = async (request, state) => {
  const { bytes, texts } = await readUpload(request, "recon_file");
  const table = await readReconciliation(bytes);
  const uploadNote = texts["upload_note"] ?? "";
  const token = request.headers.authorization;
  const held = reconcile({ bytes, table, uploadNote, token }, state);
  return jsonResponse(201, toReconciliationJson(held, state));
};

/** `POST /usage/files/{id}/reconciliation`: the older way, for one file. */
export const postFileReconciliation: Operation = async (request, state) => {
  const file = findFile(request, state);
  const check = (): void => {
    if (file.status === "accepted" || file.status === "closed") return;
    refuse(`status: reconciliation is not possible while the file is ${file.status}.`);
  };
  check();
  const { bytes } = await readUpload(request, "recon_file");
  const table = await readReconciliation(bytes);
  check();
  const token = request.headers.authorization;
  reconcile({ bytes, table, uploadNote: "", token, file }, state);
  return jsonResponse(200, toDetail(file, state));
};

/** `GET /usage/reconciliations/{id}/uploadedfile`: the bytes as they were uploaded. */
export const downloadUploaded: Operation = (request, state) => toXlsx(find(request, state).bytes);

/** `GET /usage/reconciliations/{id}/processedfile`: there is one once it is processed or has failed. */
export const downloadProcessed: Operation = async (request, state) => {
  const held = find(request, state);
  if (held.status === "uploaded" || held.status === "processing") {
    return refuse(`status: There is no processed file while it is ${held.status}.`);
  }
  return toXlsx(await writeReconciliation(held));
};
