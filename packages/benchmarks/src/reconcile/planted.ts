import { type HeldUsage, Quantity } from "@usage-billing/core";
import { sampleIntakes } from "../ledger/sample.ts";

/** One piece in so many is planted with each kind of difference. */
const EVERY = 1_000;
const ALTERED = Quantity.parse("12.346");
const HOUR = 3_600_000;

/** A step that has no divisor in common with round numbers: pieces come in another order than records. */
const STRIDE = 700_001;

/** How many differences of each kind are planted among so many records. */
export function plantedAmong(count: number): Readonly<Record<string, number>> {
  const each = count / EVERY;
  return {
    duplicate: each,
    "missing-there": each,
    "quantity-differs": each,
    "unknown-here": each,
  };
}

function toHeld(at: number): HeldUsage {
  const [intake] = sampleIntakes(at, 1);
  if (intake === undefined) throw new Error("a sample has one record");
  const { subscription, meter, quantity, period, recordId } = intake.record;
  return {
    ...{ channel: "rebilly", reference: `usage_${recordId}`, subscription, quantity, period },
    ...{ status: "open", ...(meter === undefined ? {} : { meter }) },
  };
}

/** What the channel holds of one record: the piece, none, another one, or more than one. */
function* piecesOf(at: number): Generator<HeldUsage> {
  const held = toHeld(at);
  const kind = at % EVERY;
  if (kind === 1) return;
  yield kind === 2 ? { ...held, quantity: ALTERED } : held;
  if (kind === 3) yield { ...held, reference: `${held.reference}-double` };
  if (kind !== 4) return;
  const start = held.period.start + HOUR / 2;
  yield { ...held, reference: `${held.reference}-stranger`, period: { start, end: start + HOUR } };
}

/**
 * Gives what a channel holds of so many sample records, in an order unlike theirs.
 *
 * @param count - How many records there are.
 * @param subscriptions - Only usage of these; all by default.
 * @returns The pieces, made one at a time.
 */
export async function* heldUsage(
  count: number,
  subscriptions?: readonly string[],
): AsyncGenerator<HeldUsage> {
  const wanted = subscriptions === undefined ? undefined : new Set(subscriptions);
  for (let step = 0; step < count; step += 1) {
    for (const piece of piecesOf((step * STRIDE) % count)) {
      if (wanted === undefined || wanted.has(piece.subscription)) yield piece;
    }
  }
}
