import { jsonResponse, type TwinRequest, type TwinResponse } from "../server/exchange.ts";
import { compareValues, FilterError, parseFilter } from "./parse-filter.ts";
import { type InvalidField, problem } from "./problem.ts";
import { type StoredUsage, toUsageJson } from "./stored-usage.ts";
import { usageFields } from "./usage-fields.ts";

/** A list serves no more at once, and starts no further in. */
const MAXIMUM = 1000;
/** Not published; the documentation's example shows it. */
const DEFAULT_LIMIT = 100;

function parseBounded(text: string | null, fallback: number): number | undefined {
  if (text === null) return fallback;
  if (!/^\d{1,9}$/.test(text) || Number(text) > MAXIMUM) return undefined;
  return Number(text);
}

type Order = (left: StoredUsage, right: StoredUsage) => number;

/** `-createdTime,usageTime`: the first field that differs decides. */
function parseSort(sort: string): Order {
  const orders = sort
    .split(",")
    .filter(Boolean)
    .map((part): Order => {
      const name = part.replace(/^-/, "");
      const field = usageFields[name];
      if (field?.isSortable !== true) throw new FilterError(`"${name}" cannot be sorted by`);
      const sign = part.startsWith("-") ? -1 : 1;
      return (left, right) => sign * compareValues(field.read(left), field.read(right));
    });
  return (left, right) => {
    for (const order of orders) {
      const result = order(left, right);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function badQuery(field: string, message: string): TwinResponse {
  const invalidFields: InvalidField[] = [{ field, message }];
  return problem(400, message, { invalidFields });
}

function select(usages: readonly StoredUsage[], query: URLSearchParams): readonly StoredUsage[] {
  const isMeant = parseFilter(query.get("filter") ?? "");
  const order = parseSort(query.get("sort") ?? "");
  const text = query.get("q")?.toLowerCase();
  return usages
    .filter(isMeant)
    .filter((usage) => text === undefined || usage.subscriptionId.toLowerCase().includes(text))
    .toSorted(order);
}

/**
 * Answers a list of usages.
 *
 * @param usages - Everything held, the newest first.
 * @param request - With `filter`, `sort`, `limit`, `offset` and `q`.
 * @returns A bare array with its counters in headers, or 400.
 */
export function listUsages(usages: readonly StoredUsage[], request: TwinRequest): TwinResponse {
  const query = new URLSearchParams(request.query);
  const limit = parseBounded(query.get("limit"), DEFAULT_LIMIT);
  if (limit === undefined) return badQuery("limit", `limit must be from 0 to ${MAXIMUM}`);
  const offset = parseBounded(query.get("offset"), 0);
  if (offset === undefined) return badQuery("offset", `offset must be from 0 to ${MAXIMUM}`);
  try {
    const found = select(usages, query);
    const page = found.slice(offset, offset + limit);
    return jsonResponse(
      200,
      page.map((usage) => toUsageJson(usage, `${request.path.replace(/\/$/, "")}/${usage.id}`)),
      {
        "pagination-total": String(found.length),
        "pagination-limit": String(limit),
        "pagination-offset": String(offset),
      },
    );
  } catch (error) {
    if (error instanceof FilterError) return badQuery("filter", error.message);
    throw error;
  }
}
