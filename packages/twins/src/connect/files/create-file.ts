import { isJsonObject, type JsonObject } from "../../json/parse-json.ts";
import type { TwinRequest } from "../../server/exchange.ts";
import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { changeFile } from "./change-file.ts";
import { emptyTally } from "./drop-records.ts";
import { nameOf, readDetails } from "./read-details.ts";
import type { UsageFile } from "./usage-file.ts";

function referenceId(body: JsonObject, name: string): string {
  const reference = body[name];
  const id = isJsonObject(reference) ? reference["id"] : undefined;
  return typeof id === "string" && id !== "" ? id : refuse(`${name}.id: This field is required.`);
}

/**
 * Creates a draft.
 *
 * @param body - The JSON body of the POST.
 * @param request - The POST itself.
 * @param state - The platform.
 * @returns The new file.
 * @throws {@link Refusal} 400.
 */
export function createFile(body: JsonObject, request: TwinRequest, state: ConnectState): UsageFile {
  const productId = referenceId(body, "product");
  const contractId = referenceId(body, "contract");
  const product = state.directory.findProduct(productId);
  const contract = state.directory.findContract(contractId);
  if (product === undefined) return refuse(`product: ${productId} does not exist.`);
  if (contract === undefined) return refuse(`contract: ${contractId} does not exist.`);
  const details = {
    description: null,
    note: null,
    externalId: null,
    currency: null,
    period: null,
    ...readDetails(body),
  };
  const file: UsageFile = {
    ...details,
    id: state.ids.file.next(state.agenda.now()),
    name: nameOf(body, details.period),
    product,
    contract,
    status: "draft",
    errorDetail: null,
    acceptanceNote: null,
    rejectionNote: null,
    events: {},
    subStatus: null,
    records: [],
    tally: emptyTally(),
    billed: 0,
    processed: [],
  };
  changeFile(file, "create", { state, token: request.headers.authorization });
  state.files.set(file.id, file);
  return file;
}
