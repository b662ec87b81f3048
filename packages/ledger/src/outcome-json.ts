import {
  formatInstant,
  type HeldUsage,
  type Outcome,
  parseInstant,
  Quantity,
  type Settlement,
} from "@usage-billing/core";

type HeldUsageJson = Omit<HeldUsage, "period" | "quantity"> & {
  quantity: string;
  period: { start: string; end: string };
};

type Plain<Status extends Outcome["status"]> = Extract<Outcome, { status: Status }>;

type OutcomeJson =
  | Plain<"accepted" | "pending" | "refused">
  | (Omit<Plain<"partial">, "sent" | "stored"> & { sent: string; stored: string })
  | (Omit<Plain<"unknown">, "candidates"> & { candidates?: HeldUsageJson[] });

function toHeldUsageJson({ quantity, period, ...rest }: HeldUsage): HeldUsageJson {
  const [start, end] = [formatInstant(period.start), formatInstant(period.end)];
  return { ...rest, quantity: quantity.toString(), period: { start, end } };
}

function fromHeldUsageJson({ quantity, period, ...rest }: HeldUsageJson): HeldUsage {
  const [start, end] = [parseInstant(period.start), parseInstant(period.end)];
  return { ...rest, quantity: Quantity.parse(quantity), period: { start, end } };
}

/**
 * Makes an outcome plain JSON: exact decimals as text, times as ISO 8601.
 *
 * @param outcome - The outcome or settlement.
 * @returns An object for `JSON.stringify`.
 */
export function toOutcomeJson(outcome: Settlement): object {
  if (outcome.status !== "unknown" || outcome.candidates === undefined) return outcome;
  return { ...outcome, candidates: outcome.candidates.map(toHeldUsageJson) };
}

/**
 * Reads an outcome back.
 *
 * @param text - JSON of what {@link toOutcomeJson} gave.
 * @returns The outcome, equal to the one that was written.
 */
export function fromOutcomeJson(text: string): Outcome {
  const json = JSON.parse(text) as OutcomeJson;
  if (json.status === "partial") {
    return { ...json, sent: Quantity.parse(json.sent), stored: Quantity.parse(json.stored) };
  }
  if (json.status !== "unknown") return json;
  const { candidates, ...rest } = json;
  return {
    ...rest,
    ...(candidates === undefined ? {} : { candidates: candidates.map(fromHeldUsageJson) }),
  };
}
