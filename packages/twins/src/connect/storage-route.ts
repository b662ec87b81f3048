import type { TwinRequest, TwinResponse } from "../server/exchange.ts";
import type { Route } from "../server/twin-api.ts";
import type { ConnectState } from "./connect-state.ts";
import { writeReconciliation } from "./reconciliations/write-reconciliation.ts";
import { isValidLink } from "./storage-links.ts";
import { writeProcessedWorkbook } from "./workbook/write-processed-workbook.ts";
import { writeTemplate } from "./workbook/write-template.ts";
import { XLSX_TYPE } from "./workbook/xlsx-type.ts";

/** The storage is not the API: it speaks XML. */
function storageError(status: number, code: string): TwinResponse {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}

async function readStored(
  owner: string,
  name: string,
  { files, directory, reconciliations }: ConnectState,
): Promise<Uint8Array | undefined> {
  const file = files.get(owner);
  if (name === "usage.xlsx") return file?.workbook?.bytes;
  if (name === "processed.xlsx") return file && writeProcessedWorkbook(file);
  if (name === "reconciliation.xlsx") {
    const held = reconciliations.get(file?.reconciliation ?? "");
    return held && writeReconciliation(held);
  }
  const product = directory.findProduct(owner);
  return name === "template.xlsx" ? product && writeTemplate(product) : undefined;
}

async function serve(request: TwinRequest, state: ConnectState): Promise<TwinResponse> {
  if (request.headers.authorization !== undefined) {
    return storageError(400, "InvalidAuthenticationInfo");
  }
  const { owner = "", name = "" } = request.parameters;
  const query = new URLSearchParams(request.query);
  if (!isValidLink(`${owner}/${name}`, query, state.context.clock.now())) {
    return storageError(403, "AuthenticationFailed");
  }
  state.agenda.runDue();
  const body = await readStored(owner, name, state);
  if (body === undefined) return storageError(404, "BlobNotFound");
  return { status: 200, headers: { "content-type": XLSX_TYPE }, body };
}

/**
 * Makes the route of the storage that signed links lead to.
 *
 * @param state - The platform.
 * @returns The route; it refuses requests that carry a token.
 */
export function createStorageRoute(state: ConnectState): Route {
  return {
    method: "GET",
    path: "/storage/:owner/:name",
    handle: (request) => serve(request, state),
  };
}
