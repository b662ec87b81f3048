import { jsonResponse, Refusal, type TwinResponse } from "../server/exchange.ts";
import { isWithin, type KnownSubscription } from "./find-subscription.ts";
import { badRequest } from "./problem.ts";
import { endsWithin, type Interval, readInterval } from "./read-interval.ts";
import { type StoredUsage, toUsageJson } from "./stored-usage.ts";

/** The parameter's text says at most 100, its error says lower than 100; the twin takes the error's word. */
const LIMIT_BOUND = 100;

function readPositive(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,11}$/.test(text) ? Number(text) : undefined;
}

function readPaging(query: URLSearchParams): { page: number; limit: number } {
  const page = readPositive(query.get("Page"));
  if (page === undefined) {
    throw new Refusal(
      badRequest("The Page parameter must be a positive integer higher than or equal to 1."),
    );
  }
  const limit = readPositive(query.get("Limit"));
  if (limit === undefined || limit >= LIMIT_BOUND) {
    throw new Refusal(badRequest("The Limit parameter must be a positive integer lower than 100"));
  }
  return { page, limit };
}

function readMandatoryInterval(query: URLSearchParams, subscription: KnownSubscription): Interval {
  const interval = readInterval(
    query.get("IntervalStart") ?? undefined,
    query.get("IntervalEnd") ?? undefined,
  );
  if (interval === undefined) {
    throw new Refusal(
      badRequest("Both 'IntervalStart' and 'IntervalEnd' parameters must be provided"),
    );
  }
  if (!isWithin(interval.start, subscription) || !isWithin(interval.end, subscription)) {
    throw new Refusal(badRequest("Usage interval out of bounds"));
  }
  return interval;
}

function readOrder(text: string | null): number | undefined {
  if (text === null) return undefined;
  const order = readPositive(text);
  if (order !== undefined) return order;
  throw new Refusal(badRequest("If provided, 'RenewalOrderReference' must be a positive integer."));
}

/**
 * Answers a list of usages.
 *
 * @param usages - What the subscription holds.
 * @param subscription - The subscription.
 * @param query - The parameters; interval, page and limit are mandatory.
 * @returns `Items` and `Pagination`.
 * @throws {@link Refusal} 400 with the documented message.
 */
export function listUsages(
  usages: readonly StoredUsage[],
  subscription: KnownSubscription,
  query: URLSearchParams,
): TwinResponse {
  const { page, limit } = readPaging(query);
  const interval = readMandatoryInterval(query, subscription);
  const order = readOrder(query.get("RenewalOrderReference"));
  const optionCode = query.get("OptionCode");
  const found = usages.filter(
    (usage) =>
      endsWithin(usage.end, interval) &&
      (optionCode === null || usage.optionCode === optionCode) &&
      (order === undefined || usage.renewalOrder === order),
  );
  return jsonResponse(200, {
    Items: found.slice((page - 1) * limit, page * limit).map(toUsageJson),
    Pagination: { Page: page, Limit: limit, Count: found.length },
  });
}
