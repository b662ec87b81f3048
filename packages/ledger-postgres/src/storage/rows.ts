import type { DeliveryState, RecordState } from "@usage-billing/ledger";
import type { DeliveryRow, RecordRow } from "@usage-billing/ledger/storage";

/** A row of `records`; the driver gives 64-bit integers as text. */
export interface StoredRecord {
  readonly id: string;
  readonly sequence: string;
  readonly content_sequence: string;
  readonly state: RecordState;
  readonly delivery: string | null;
  readonly reference: string | null;
  readonly outcome: string | null;
  readonly replaced_by: string | null;
  readonly replaces: string | null;
}

/** The columns of {@link StoredRecord}, of a table that is called `r`. */
export const RECORD_COLUMNS: string = [
  ...["id", "sequence", "content_sequence", "state", "delivery"],
  ...["reference", "outcome", "replaced_by", "replaces"],
]
  .map((name) => `r.${name}`)
  .join(", ");

/** A row of `deliveries`. */
export interface StoredDelivery {
  readonly id: string;
  readonly sequence: string;
  readonly channel: string;
  readonly delivery_key: string;
  readonly state: DeliveryState;
  readonly sha256: string;
  readonly planned: number;
  readonly attempts: number;
  readonly intended_at: string;
}

/** The columns of {@link StoredDelivery}, of a table that is called `d`. */
export const DELIVERY_COLUMNS: string = [
  ...["id", "sequence", "channel", "delivery_key", "state"],
  ...["sha256", "planned", "attempts", "intended_at"],
]
  .map((name) => `d.${name}`)
  .join(", ");

/**
 * Reads a record's state.
 *
 * @param stored - The row.
 * @returns The state as the decisions know it.
 */
export function toRecordRow(stored: StoredRecord): RecordRow {
  return {
    id: stored.id,
    sequence: Number(stored.sequence),
    contentSequence: Number(stored.content_sequence),
    state: stored.state,
    deliveryId: stored.delivery ?? undefined,
    reference: stored.reference ?? undefined,
    outcome: stored.outcome ?? undefined,
    replacedBy: stored.replaced_by ?? undefined,
    replaces: stored.replaces ?? undefined,
  };
}

/**
 * Reads a delivery's state.
 *
 * @param stored - The row.
 * @returns The state as the decisions know it.
 */
export function toDeliveryRow(stored: StoredDelivery): DeliveryRow {
  return {
    id: stored.id,
    sequence: Number(stored.sequence),
    state: stored.state,
    planned: stored.planned,
    attempts: stored.attempts,
    intendedAt: Number(stored.intended_at),
  };
}
