import { JsonNumber } from "../json/json-number.ts";
import { isJsonObject, type JsonValue } from "../json/parse-json.ts";
import { Refusal, type TwinRequest, type TwinResponse } from "../server/exchange.ts";
import { badRequest } from "./problem.ts";
import { endsWithin, readInterval } from "./read-interval.ts";
import { readJson } from "./read-json.ts";
import type { StoredUsage } from "./stored-usage.ts";
import type { UsageStore } from "./usage-store.ts";

type Criteria = Readonly<Record<string, JsonValue | undefined>>;

/** How criteria travel over REST is not documented: the twin takes them in the query and in the body. */
function readCriteria(request: TwinRequest): Criteria {
  const body = readJson(request) ?? {};
  if (!isJsonObject(body)) throw new Refusal(badRequest("The criteria must be an object"));
  return { ...Object.fromEntries(new URLSearchParams(request.query)), ...body };
}

function readReference(value: JsonValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  const text = value instanceof JsonNumber ? value.text : value;
  if (typeof text === "string" && /^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Refusal(badRequest("'UsageReference' must be a positive integer."));
}

function select(usages: readonly StoredUsage[], criteria: Criteria): readonly StoredUsage[] {
  const reference = readReference(criteria["UsageReference"]);
  const optionCode = criteria["OptionCode"];
  const interval = readInterval(criteria["IntervalStart"], criteria["IntervalEnd"]);
  return usages.filter(
    (usage) =>
      (reference === undefined || usage.reference === reference) &&
      (optionCode === undefined || usage.optionCode === optionCode) &&
      (interval === undefined || endsWithin(usage.end, interval)),
  );
}

/**
 * Deletes every usage of a subscription that meets all criteria; without criteria, every usage of it.
 *
 * @param subscription - The subscription's reference.
 * @param request - The DELETE.
 * @param store - The usages.
 * @returns 200 without a body, also when nothing met the criteria.
 * @throws {@link Refusal} 400 when a criterion is wrong or a usage is billed already.
 */
export function deleteUsages(
  subscription: string,
  request: TwinRequest,
  store: UsageStore,
): TwinResponse {
  const gone = select(store.list(subscription), readCriteria(request));
  if (gone.some(({ renewalOrder }) => renewalOrder !== undefined)) {
    throw new Refusal(badRequest("Billed usage cannot be deleted"));
  }
  store.remove(gone);
  return { status: 200 };
}
