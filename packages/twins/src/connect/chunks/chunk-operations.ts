import { jsonResponse, type TwinRequest } from "../../server/exchange.ts";
import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { closeRecord } from "../files/close-file.ts";
import { type Operation, readObject, readTextMember, refuseUnknown } from "../operation.ts";
import { listItems } from "../rql/list-items.ts";
import { writeProcessedWorkbook } from "../workbook/write-processed-workbook.ts";
import { XLSX_TYPE } from "../workbook/xlsx-type.ts";
import { chunkFilters, toChunk, toChunkJson, type UsageChunk } from "./usage-chunk.ts";

function allChunks({ files }: ConnectState): readonly UsageChunk[] {
  return [...files.values()].flatMap(toChunk);
}

function findChunk({ parameters }: TwinRequest, state: ConnectState): UsageChunk {
  return allChunks(state).find(({ id }) => id === parameters["id"]) ?? refuseUnknown();
}

/** `GET /usage/chunks`. */
export const listChunks: Operation = ({ query }, state) =>
  listItems(query, { items: allChunks(state), filterables: chunkFilters, toJson: toChunkJson });

/** `GET /usage/chunks/{id}`, and `POST …/regenerate`: chunks of the twin are never out of date. */
export const getChunk: Operation = (request, state) =>
  jsonResponse(200, toChunkJson(findChunk(request, state)));

/** `PUT /usage/chunks/{id}`: the external id serves as a note on progress. */
export const putChunk: Operation = (request, state) => {
  const chunk = findChunk(request, state);
  const note = readTextMember(readObject(request), "external_id");
  chunk.file.chunkNote = note ?? refuse("external_id: This field is required.");
  return jsonResponse(200, toChunkJson(chunk));
};

/** `POST /usage/chunks/{id}/close`: closes the records, and with them the file. */
export const postCloseChunk: Operation = (request, state) => {
  const chunk = findChunk(request, state);
  const body = readObject(request);
  const id = readTextMember(body, "external_billing_id");
  if (id === undefined) return refuse("external_billing_id: This field is required.");
  if (chunk.file.status === "closed") return refuse("status: The chunk is closed.");
  const billing = { id, note: readTextMember(body, "external_billing_note") };
  for (const record of chunk.file.records) {
    if (record.status !== "approved") continue;
    closeRecord(record, billing, { state, token: request.headers.authorization });
  }
  return jsonResponse(200, toChunkJson(chunk));
};

/** `GET /usage/chunks/{id}/download`: the workbook itself, not a link. */
export const downloadChunk: Operation = async (request, state) => {
  const body = await writeProcessedWorkbook(findChunk(request, state).file);
  return { status: 200, headers: { "content-type": XLSX_TYPE }, body };
};
