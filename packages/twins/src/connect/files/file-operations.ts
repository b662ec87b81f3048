import { jsonResponse, type TwinRequest, type TwinResponse } from "../../server/exchange.ts";
import { connectError, refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { findFile, type Operation, readBody, readObject, readTextMember } from "../operation.ts";
import { listItems } from "../rql/list-items.ts";
import { applyRules } from "../rules/apply-rules.ts";
import { createStorageLink } from "../storage-links.ts";
import { acceptFile, rejectFile } from "./accept-file.ts";
import { changeFile, checkAllowed } from "./change-file.ts";
import { closeFile } from "./close-file.ts";
import { createFile } from "./create-file.ts";
import { dropRecords } from "./drop-records.ts";
import { fileFilters } from "./file-filters.ts";
import { editableStates } from "./file-states.ts";
import { readDetails } from "./read-details.ts";
import { toFileDetailJson, toFileJson } from "./to-file-json.ts";
import type { UsageFile } from "./usage-file.ts";

/**
 * Writes a file as its own address shows it.
 *
 * @param file - The file.
 * @param state - The platform, for signed links.
 * @returns A JSON value.
 */
export function toDetail(file: UsageFile, state: ConnectState): unknown {
  return toFileDetailJson(file, (name, seconds) => createStorageLink(state.context, name, seconds));
}

/** `GET /usage/files`: deleted files are listed too. */
export const listFiles: Operation = ({ query }, { files }) =>
  listItems(query, {
    items: [...files.values()],
    filterables: fileFilters,
    toJson: toFileJson,
  });

/** `POST /usage/files`. */
export const postFile: Operation = (request, state) =>
  jsonResponse(201, toDetail(createFile(readObject(request), request, state), state));

/** `GET /usage/files/{id}`. */
export const getFile: Operation = (request, state) =>
  jsonResponse(200, toDetail(findFile(request, state), state));

/** `PUT /usage/files/{id}`: the answer has three members only. */
export const putFile: Operation = (request, state) => {
  const file = findFile(request, state);
  if (!editableStates.includes(file.status)) {
    return refuse(`status: update is not possible while the file is ${file.status}.`);
  }
  Object.assign(file, readDetails(readObject(request)));
  const { description, note, externalId } = file;
  return jsonResponse(200, { description, note, external_id: externalId });
};

/** `POST /usage/files/{id}/submit`: a body of literal null is a server error, as it was in live traffic. */
export const submitFile: Operation = (request, state) => {
  const file = findFile(request, state);
  if (readBody(request) === null) return connectError(500, null, ["The body is null."]);
  checkAllowed(file, "submit");
  changeFile(file, "submit", { state, token: request.headers.authorization });
  state.agenda.add(state.times.review, () => applyRules(file, state));
  return jsonResponse(201, toDetail(file, state));
};

/** `POST /usage/files/{id}/delete`: the file stays visible. */
export const deleteFile: Operation = (request, state) => {
  const file = findFile(request, state);
  checkAllowed(file, "delete");
  changeFile(file, "delete", { state, token: request.headers.authorization });
  dropRecords(file, state);
  return jsonResponse(200, toDetail(file, state));
};

type Decide = typeof acceptFile;

function decide(action: "accept" | "reject", member: string, apply: Decide): Operation {
  return (request: TwinRequest, state: ConnectState): TwinResponse => {
    const file = findFile(request, state);
    checkAllowed(file, action);
    const note = readTextMember(readObject(request), member) ?? null;
    apply(file, { state, note, token: request.headers.authorization });
    return jsonResponse(201, toDetail(file, state));
  };
}

/** `POST /usage/files/{id}/accept`. */
export const postAccept: Operation = decide("accept", "acceptance_note", acceptFile);

/** `POST /usage/files/{id}/reject`. */
export const postReject: Operation = decide("reject", "rejection_note", rejectFile);

/** `POST /usage/files/{id}/close`: every record needs a billing id and a note before. */
export const postClose: Operation = (request, state) => {
  const file = findFile(request, state);
  closeFile(file, { state, token: request.headers.authorization });
  return jsonResponse(200, toDetail(file, state));
};
