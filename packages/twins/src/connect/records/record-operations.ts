import { isJsonObject, type JsonObject, type JsonValue } from "../../json/parse-json.ts";
import { jsonResponse, type TwinRequest } from "../../server/exchange.ts";
import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { type Billing, closeRecord } from "../files/close-file.ts";
import {
  allRecords,
  type Operation,
  readBody,
  readObject,
  readTextMember,
  refuseUnknown,
} from "../operation.ts";
import { listItems } from "../rql/list-items.ts";
import type { ConnectRecord, RecordStatus } from "./connect-record.ts";
import { recordFilters } from "./record-filters.ts";
import { toRecordJson } from "./to-record-json.ts";

const STATUSES: readonly string[] = ["valid", "invalid", "approved", "rejected", "closed"];

function isStatus(text: string | undefined): text is RecordStatus {
  return text !== undefined && STATUSES.includes(text);
}

function findRecord({ parameters }: TwinRequest, state: ConnectState): ConnectRecord {
  const found = allRecords(state).find(({ id }) => id === parameters["id"]);
  return found ?? refuseUnknown();
}

function readBilling(body: JsonObject): Billing {
  return {
    id: readTextMember(body, "external_billing_id"),
    note: readTextMember(body, "external_billing_note"),
  };
}

/** `GET /usage/records`. */
export const listRecords: Operation = ({ query }, state) =>
  listItems(query, { items: allRecords(state), filterables: recordFilters, toJson: toRecordJson });

/** `GET /usage/records/{id}`. */
export const getRecord: Operation = (request, state) =>
  jsonResponse(200, toRecordJson(findRecord(request, state)));

/** `PUT /usage/records/{id}`: sets the status of one record apart from its file. */
export const putRecord: Operation = (request, state) => {
  const record = findRecord(request, state);
  const status = readTextMember(readObject(request), "status");
  if (!isStatus(status)) return refuse(`status: It must be one of ${STATUSES.join(", ")}.`);
  record.status = status;
  return jsonResponse(200, toRecordJson(record));
};

/** `POST /usage/records/{id}/close`; a closed record may still get other billing references. */
export const postCloseRecord: Operation = (request, state) => {
  const record = findRecord(request, state);
  if (record.status !== "approved" && record.status !== "closed") {
    return refuse(`status: A record that is ${record.status} cannot be closed.`);
  }
  const token = request.headers.authorization;
  closeRecord(record, readBilling(readObject(request)), { state, token });
  return jsonResponse(200, toRecordJson(record));
};

/** `POST /usage/records/close-records`: an array of records, a result for each, always 206. */
export const postCloseRecords: Operation = (request, state) => {
  const body = readBody(request);
  if (!Array.isArray(body)) return refuse("The body is not an array.");
  const records = new Map(allRecords(state).map((record) => [record.id, record]));
  const results = body.map((entry: JsonValue) => {
    if (!isJsonObject(entry)) return refuse("An entry is not an object.");
    const id = readTextMember(entry, "id") ?? "";
    const record = records.get(id);
    if (record?.status !== "approved") {
      const status = record === undefined ? {} : { status: record.status };
      return { id, ...status, error_codes: "VAL_001", error_details: "It cannot be closed." };
    }
    closeRecord(record, readBilling(entry), { state, token: request.headers.authorization });
    return { id, status: record.status };
  });
  return jsonResponse(206, results);
};
