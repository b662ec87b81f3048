import type { UsageRecordClosureItem } from "@usage-billing/connect-client";
import type { UsageBillingError } from "@usage-billing/core";
import { describeTextProblems, NOTE_LENGTH } from "../check-notes.ts";
import { present } from "../wire/present.ts";

/** How a record, or a chunk with all its records, was billed. */
export interface Billing {
  /** The id of the bill in the distributor's system. */
  readonly billingId?: string;
  /** A note to it, up to 200 characters. */
  readonly billingNote?: string;
}

/** A record to be closed. */
export interface Closing extends Billing {
  /** The record's id at the channel, `UR-…`. */
  readonly id: string;
}

/** A record that is closed. */
export interface ClosedRecord {
  readonly id: string;
  readonly status: "closed";
}

/** A record that was not closed: the channel refused it, or nothing was sent. */
export interface UnclosedRecord {
  readonly id: string;
  readonly status: "refused";
  /** Why, in words. */
  readonly error: string;
  /** The channel's codes, where it gave some. */
  readonly codes?: string;
  /** The state that it is in, where the channel said so. */
  readonly channelStatus?: string;
  /** The error of the whole call, when that failed. */
  readonly cause?: UsageBillingError;
}

/** A record of which nobody knows whether it is closed; read it before closing it again. */
export interface DoubtfulRecord {
  readonly id: string;
  readonly status: "unknown";
  /** Why, in words. */
  readonly error: string;
  /** The error of the call. */
  readonly cause?: UsageBillingError;
}

/** What became of a record that was to be closed. */
export type ClosingResult = ClosedRecord | UnclosedRecord | DoubtfulRecord;

/**
 * Tells what the channel would refuse of a billing id and note.
 *
 * @param billing - The id and the note.
 * @returns What is wrong; empty when nothing is.
 */
export function describeBillingProblems({ billingId, billingNote }: Billing): string {
  return describeTextProblems([
    { field: "billing id", value: billingId, maximum: Number.POSITIVE_INFINITY },
    { field: "billing note", value: billingNote, maximum: NOTE_LENGTH },
  ]);
}

/**
 * Makes the element of the array that closes records.
 *
 * @param closing - The record and its bill.
 * @returns The element; members without a value are not there.
 */
export function toClosureItem({ id, billingId, billingNote }: Closing): UsageRecordClosureItem {
  return {
    id,
    ...present({ external_billing_id: billingId, external_billing_note: billingNote }),
  };
}
