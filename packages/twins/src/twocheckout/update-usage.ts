import { isJsonObject } from "../json/parse-json.ts";
import { jsonResponse, Refusal, type TwinRequest, type TwinResponse } from "../server/exchange.ts";
import { badRequest, problem } from "./problem.ts";
import { readJson } from "./read-json.ts";
import { readUnits } from "./read-units.ts";
import { readDescription } from "./read-usages.ts";
import { toUsageJson } from "./stored-usage.ts";
import type { UsageStore } from "./usage-store.ts";

/**
 * Changes the units, the description or both of a usage.
 *
 * @param subscription - The subscription's reference.
 * @param request - The PUT.
 * @param store - The usages.
 * @returns The usage as it is now.
 * @throws {@link Refusal} 400 or 404.
 */
export function updateUsage(
  subscription: string,
  request: TwinRequest,
  store: UsageStore,
): TwinResponse {
  const usage = store.find(Number(request.parameters["usage"]));
  if (usage === undefined || usage.subscription !== subscription) {
    throw new Refusal(problem(404, "NOT_FOUND", "The subscription has no such usage."));
  }
  if (usage.renewalOrder !== undefined) {
    throw new Refusal(badRequest("Billed usage cannot be changed"));
  }
  const body = readJson(request);
  if (!isJsonObject(body) || (body["Units"] === undefined && body["Description"] === undefined)) {
    throw new Refusal(badRequest("'Units' or 'Description' must be provided"));
  }
  const units = body["Units"] === undefined ? usage.units : readUnits(body["Units"]);
  if (units === undefined) {
    throw new Refusal(badRequest("'Units' must be a whole number within bounds"));
  }
  const description = readDescription(body["Description"]);
  usage.units = units;
  if (body["Description"] !== undefined) usage.description = description;
  return jsonResponse(200, toUsageJson(usage));
}
