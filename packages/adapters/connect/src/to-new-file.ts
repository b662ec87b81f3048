import { type Delivery, formatInstant } from "@usage-billing/core";
import type { NewFile } from "./api/files/to-file-body.ts";
import { fromDeliveryKey } from "./delivery-key.ts";
import { toExternalId } from "./to-external-id.ts";

/** The last UTC day that a record of the delivery touches. */
function lastDay(delivery: Delivery): string {
  const last = delivery.records.reduce((latest, { period }) => {
    return Math.max(latest, period.start, period.end - 1);
  }, 0);
  return formatInstant(last).slice(0, 10);
}

function lastDayOfMonth(month: string): string {
  const [year = 0, monthNumber = 0] = month.split("-").map(Number);
  // Day 0 of the next month; months count from 0, so the number is the next one.
  return formatInstant(Date.UTC(year, monthNumber, 0)).slice(0, 10);
}

/**
 * Makes the usage file of a delivery.
 *
 * @param delivery - The delivery.
 * @returns The file to be made. Its period is the month, both days included, longer when a record ends later.
 */
export function toNewFile(
  delivery: Delivery,
): NewFile & Required<Pick<NewFile, "period" | "currency" | "externalId">> {
  const { product, contract, currency, month } = fromDeliveryKey(delivery.key);
  const to = [lastDayOfMonth(month), lastDay(delivery)].sort().at(-1) ?? "";
  return {
    name: `Usage ${month} ${currency} ${delivery.id.slice(0, 8)}`,
    period: { from: `${month}-01`, to },
    currency,
    product,
    contract,
    externalId: toExternalId(delivery),
  };
}
