import type { RebillyCatalogue } from "../catalogue/catalogue.ts";
import { Refusal, type TwinRequest } from "../server/exchange.ts";
import { problem } from "./problem.ts";

/**
 * Lets a request pass that has a known key or token.
 *
 * @param request - With `REB-APIKEY` or `Authorization: Bearer`.
 * @param catalogue - The known keys and tokens.
 * @throws {@link Refusal} 401, whether the credential is wrong or missing; 403 for another organization.
 */
export function authenticate(request: TwinRequest, catalogue: RebillyCatalogue): void {
  const key = request.headers["reb-apikey"];
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const isKnown =
    (typeof key === "string" && catalogue.apiKeys.includes(key)) ||
    (key === undefined && token !== undefined && (catalogue.tokens ?? []).includes(token));
  if (!isKnown) throw new Refusal(problem(401, "The API key or token is missing or wrong."));
  if (request.parameters["organizationId"] !== catalogue.organizationId) {
    throw new Refusal(problem(403, "The credential does not belong to this organization."));
  }
}
