import { type Instant, Quantity, type UsageRecord } from "@usage-billing/core";
import { fromContentJson } from "./content-json.ts";
import type { DecisionGrounds, RecordQuery } from "./model.ts";

/** What a correction of billed usage leaves to be credited: by a credit note, outside the channel's API. */
export interface StatedCredit {
  /** When it was stated. */
  readonly at: Instant;
  /** The record that it is for, as it was taken in; its channel billed more of it than is true. */
  readonly record: UsageRecord;
  /** How much of it the channel has to credit, in the record's unit; exact. */
  readonly credit: Quantity;
  /** The id of the record that was put in line with it, where the usage belongs to another meter. */
  readonly replacement?: string;
  /** Who corrected the record, and why. */
  readonly grounds: DecisionGrounds;
}

/** Which credits are asked for, by the records that they are for. */
export type CreditQuery = Omit<RecordQuery, "states">;

/** A fact of the kind `revision` that states a credit. */
export interface CreditStatement {
  /** When it was committed. */
  readonly at: number;
  /** The fact's JSON. */
  readonly stated: string;
  /** The JSON of the record that it is for. */
  readonly content: string;
}

/** What the fact's JSON has. */
interface CreditBody {
  readonly credit: string;
  readonly replacement?: string;
  readonly reason: string;
  readonly by: string;
}

/**
 * Reads what is to be credited of a fact.
 *
 * @param statement - The fact, and the record that it is for.
 * @returns The credit.
 */
export function toStatedCredit({ at, stated, content }: CreditStatement): StatedCredit {
  const { credit, replacement, reason, by } = JSON.parse(stated) as CreditBody;
  return {
    at,
    record: fromContentJson(content),
    credit: Quantity.parse(credit),
    ...(replacement === undefined ? {} : { replacement }),
    grounds: { reason, by },
  };
}
