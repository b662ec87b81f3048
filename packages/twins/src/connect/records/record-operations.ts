import { isJsonObject, type JsonObject, type JsonValue } from "../../json/parse-json.ts";
import { jsonResponse, type TwinRequest } from "../../server/exchange.ts";
import type { Actor } from "../actor.ts";
import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { closeRecord } from "../files/close-file.ts";
import {
  type Operation,
  readBody,
  readObject,
  readTextMember,
  refuseUnknown,
} from "../operation.ts";
import { listItems } from "../rql/list-items.ts";
import { type Billing, changeRecord, whyNot } from "./change-record.ts";
import type { ConnectRecord } from "./connect-record.ts";
import { recordFilters } from "./record-filters.ts";
import type { RecordAction } from "./record-states.ts";
import { toRecordJson } from "./to-record-json.ts";

/** The states that a record can be set to, and what is done for it; others are led to otherwise. */
const reviews: Readonly<Record<string, RecordAction>> = { approved: "approve", rejected: "reject" };

function findRecord({ parameters }: TwinRequest, { records }: ConnectState): ConnectRecord {
  return records.get(parameters["id"] ?? "") ?? refuseUnknown();
}

function readBilling(body: JsonObject): Billing {
  return {
    id: readTextMember(body, "external_billing_id"),
    note: readTextMember(body, "external_billing_note"),
  };
}

/** `GET /usage/records`. */
export const listRecords: Operation = ({ query }, { records }) =>
  listItems(query, {
    items: [...records.values()],
    filterables: recordFilters,
    toJson: toRecordJson,
  });

/** `GET /usage/records/{id}`. */
export const getRecord: Operation = (request, state) =>
  jsonResponse(200, toRecordJson(findRecord(request, state)));

/** `PUT /usage/records/{id}`: approves or rejects one record of a file that waits for a decision. */
export const putRecord: Operation = (request, state) => {
  const record = findRecord(request, state);
  const action = reviews[readTextMember(readObject(request), "status") ?? ""];
  if (action === undefined) {
    return refuse(`status: It must be one of ${Object.keys(reviews).join(", ")}.`);
  }
  changeRecord(record, action, state);
  return jsonResponse(200, toRecordJson(record));
};

/** `POST /usage/records/{id}/close`; a closed record may still get other billing references. */
export const postCloseRecord: Operation = (request, state) => {
  const record = findRecord(request, state);
  const billing = readBilling(readObject(request));
  closeRecord(record, billing, { state, token: request.headers.authorization });
  return jsonResponse(200, toRecordJson(record));
};

/** What became of one element of a bulk close. */
function closeOne(entry: JsonObject, actor: Actor): Readonly<Record<string, unknown>> {
  const id = readTextMember(entry, "id") ?? "";
  const record = actor.state.records.get(id);
  if (record === undefined) {
    return { id, error_codes: "VAL_001", error_details: `id: There is no record ${id}.` };
  }
  const reason = whyNot(record, "close");
  if (reason !== undefined) {
    return { id, status: record.status, error_codes: "VAL_001", error_details: reason };
  }
  closeRecord(record, readBilling(entry), actor);
  return { id, status: record.status };
}

/** `POST /usage/records/close-records`: an array of records, a result for each, always 206. */
export const postCloseRecords: Operation = (request, state) => {
  const body = readBody(request);
  if (!Array.isArray(body)) return refuse("The body is not an array.");
  const actor = { state, token: request.headers.authorization };
  const entries = body.map((entry: JsonValue) =>
    isJsonObject(entry) ? entry : refuse("An entry is not an object."),
  );
  return jsonResponse(
    206,
    entries.map((entry) => closeOne(entry, actor)),
  );
};
