import type { UsageAggregate } from "@usage-billing/connect-client";
import type { Quantity } from "@usage-billing/core";
import { type ConnectEvent, fromEvent } from "../wire/from-events.ts";
import {
  type AssetReference,
  fromAssetReference,
  fromItemReference,
  type ItemReference,
} from "../wire/from-reference.ts";
import { present } from "../wire/present.ts";
import { readDecimal, readObject, readText } from "../wire/read-value.ts";

/** An aggregate as the channel answers it, its numbers as exact decimal text. */
export type ExactAggregate = Omit<UsageAggregate, "amount" | "consumed" | "accepted"> & {
  readonly amount?: string | null;
  readonly consumed?: string;
  readonly accepted?: string;
};

/** What an asset has used of an item. */
export interface ConnectAggregate {
  readonly asset?: AssetReference;
  readonly item?: ItemReference;
  /** How much was reported, exact; the document says whole numbers, programs in the field read decimals. */
  readonly consumed?: Quantity;
  /** How much of it was accepted, exact. */
  readonly accepted?: Quantity;
  /** The money, exact. */
  readonly amount?: Quantity;
  /** ISO 4217. */
  readonly currency?: string;
  /** When usage was last reported. */
  readonly lastReported?: ConnectEvent;
  /** What the channel answered, with members that are not named here. */
  readonly raw: ExactAggregate;
}

/**
 * Reads an aggregate, tolerantly.
 *
 * @param aggregate - What the channel answers, its numbers as exact decimal text.
 * @returns The aggregate.
 */
export function fromUsageAggregate(aggregate: ExactAggregate): ConnectAggregate {
  const last = readObject(aggregate.events)["last_reported"];
  return {
    ...present({
      asset: fromAssetReference(aggregate.asset),
      item: fromItemReference(aggregate.item),
      consumed: readDecimal(aggregate.consumed),
      accepted: readDecimal(aggregate.accepted),
      amount: readDecimal(aggregate.amount),
      currency: readText(aggregate.currency),
      lastReported: last == null ? undefined : fromEvent(last),
    }),
    raw: aggregate,
  };
}
