import { jsonResponse, type TwinRequest } from "../../server/exchange.ts";
import { actorOf } from "../actor.ts";
import { refuse } from "../connect-error.ts";
import { type ConnectState, presentTime } from "../connect-state.ts";
import { closeIfDone } from "../files/close-file.ts";
import { requireAllowed } from "../lifecycle.ts";
import { type Operation, readObject, readTextMember, refuseUnknown } from "../operation.ts";
import { bookRecord } from "../records/book-record.ts";
import { listItems } from "../rql/list-items.ts";
import { writeChunkWorkbook } from "../workbook/write-chunk-workbook.ts";
import { XLSX_TYPE } from "../workbook/xlsx-type.ts";
import { type ChunkAction, chunkTransitions } from "./chunk-states.ts";
import { changeChunk, generateChunk } from "./generate-chunk.ts";
import { chunkFilters, toChunkJson } from "./to-chunk-json.ts";
import type { UsageChunk } from "./usage-chunk.ts";

function findChunk({ parameters }: TwinRequest, { chunks }: ConnectState): UsageChunk {
  return chunks.get(parameters["id"] ?? "") ?? refuseUnknown();
}

function checkAllowed({ status }: UsageChunk, action: ChunkAction): void {
  requireAllowed(chunkTransitions, action, { thing: "chunk", status });
}

/** `GET /usage/chunks`. */
export const listChunks: Operation = ({ query }, { chunks }) =>
  listItems(query, { items: [...chunks.values()], filterables: chunkFilters, toJson: toChunkJson });

/** `GET /usage/chunks/{id}`. */
export const getChunk: Operation = (request, state) =>
  jsonResponse(200, toChunkJson(findChunk(request, state)));

/** `PUT /usage/chunks/{id}`: the external id serves as a note on progress, also when it is closed. */
export const putChunk: Operation = (request, state) => {
  const chunk = findChunk(request, state);
  const note = readTextMember(readObject(request), "external_id");
  chunk.externalId = note ?? refuse("external_id: This field is required.");
  return jsonResponse(200, toChunkJson(chunk));
};

/** `POST /usage/chunks/{id}/close`: closes the records, and with the last of them the file. */
export const postCloseChunk: Operation = (request, state) => {
  const chunk = findChunk(request, state);
  checkAllowed(chunk, "close");
  const body = readObject(request);
  const id = readTextMember(body, "external_billing_id");
  if (id === undefined) return refuse("external_billing_id: This field is required.");
  const billing = { id, note: readTextMember(body, "external_billing_note") };
  const actor = { state, token: request.headers.authorization };
  for (const record of chunk.records) {
    if (record.status === "approved") bookRecord(record, billing, actor);
  }
  changeChunk(chunk, "close");
  const by = actorOf(actor.token);
  chunk.events.closed = { at: presentTime(state), ...(by && { by }) };
  closeIfDone(chunk.file, actor);
  return jsonResponse(200, toChunkJson(chunk));
};

/** `POST /usage/chunks/{id}/regenerate`. */
export const postRegenerate: Operation = (request, state) => {
  const chunk = findChunk(request, state);
  checkAllowed(chunk, "regenerate");
  changeChunk(chunk, "regenerate");
  generateChunk(chunk, state);
  return jsonResponse(200, toChunkJson(chunk));
};

/** `GET /usage/chunks/{id}/download`: the workbook itself, not a link; there is one once it is ready. */
export const downloadChunk: Operation = async (request, state) => {
  const chunk = findChunk(request, state);
  if (chunk.status !== "ready" && chunk.status !== "closed") {
    return refuse(`status: There is no workbook while the chunk is ${chunk.status}.`);
  }
  const body = await writeChunkWorkbook(chunk);
  return { status: 200, headers: { "content-type": XLSX_TYPE }, body };
};
