import { jsonResponse } from "../server/exchange.ts";
import { refuse } from "./connect-error.ts";
import { toDetail } from "./files/file-operations.ts";
import { findFile, type Operation, refuseUnknown } from "./operation.ts";
import { changeRecord } from "./records/change-record.ts";
import type { Filterables } from "./rql/filterable.ts";
import { listItems } from "./rql/list-items.ts";
import { createStorageLink } from "./storage-links.ts";
import { toBilledRows } from "./workbook/billed-row.ts";
import type { Category } from "./workbook/usage-workbook.ts";

const categoryFilters: Filterables<Category> = {
  id: { lookups: "text", isSearched: true, read: ({ id }) => id },
  name: { lookups: "text", isSearched: true, isOrderable: true, read: ({ name }) => name },
};

/** `GET /usage/files/{file_pk}/categories`. */
export const listCategories: Operation = (request, state) => {
  const file = findFile(request, state);
  return listItems(request.query, {
    items: file.workbook?.categories ?? [],
    filterables: categoryFilters,
    toJson: (category) => category,
  });
};

/** `GET /usage/products/{id}/template`: a link that is fetched without the token. */
export const getTemplate: Operation = ({ parameters }, { directory, context }) => {
  const product = directory.findProduct(parameters["id"] ?? "") ?? refuseUnknown();
  const link = createStorageLink(context, `${product.id}/template.xlsx`, 600);
  return jsonResponse(200, { template_link: link });
};

/** `PUT /usage/files/{id}/approve-all`: what it does is not documented; here it approves valid records. */
export const approveAll: Operation = (request, state) => {
  const file = findFile(request, state);
  if (file.status !== "pending") {
    return refuse(`status: approve-all is not possible while the file is ${file.status}.`);
  }
  for (const record of file.records) {
    if (record.status === "valid") changeRecord(record, "approve", state);
  }
  return jsonResponse(200, toDetail(file, state));
};

/** `POST /usage/files/{id}/reprocess`: after the platform's time the processed file shows billing. */
export const reprocess: Operation = (request, state) => {
  const file = findFile(request, state);
  if (file.records.length === 0 || file.status === "deleted") {
    return refuse(`status: reprocess is not possible while the file is ${file.status}.`);
  }
  file.subStatus = "processing";
  state.agenda.add(state.times.check, () => {
    file.processed = toBilledRows(file.records);
    file.subStatus = "processed";
  });
  return jsonResponse(200, toDetail(file, state));
};
