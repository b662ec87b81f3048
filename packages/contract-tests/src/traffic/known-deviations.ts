import type { TwinName } from "@usage-billing/twins";
import type { Violation } from "../judge.ts";
import deviations from "./known-deviations.json" with { type: "json" };

const known = deviations.map(({ exchange, message, ...deviation }) => ({
  ...deviation,
  exchange: new RegExp(exchange),
  message: new RegExp(message),
}));

/**
 * Lists why violations of a document are known and stay.
 *
 * @param api - Whose document.
 * @returns The reasons, one for each entry.
 */
export function listDeviations(api: string): readonly string[] {
  return known.filter((deviation) => deviation.api === api).map(({ reason }) => reason);
}

/**
 * Tells why a violation is known and stays.
 *
 * @param api - Whose document is broken.
 * @param violation - The violation.
 * @returns The reason; nothing when it is not known.
 */
export function explainDeviation(api: TwinName, violation: Violation): string | undefined {
  return known.find(
    (deviation) =>
      deviation.api === api &&
      deviation.side === violation.side &&
      deviation.exchange.test(violation.exchange) &&
      deviation.message.test(violation.message),
  )?.reason;
}
