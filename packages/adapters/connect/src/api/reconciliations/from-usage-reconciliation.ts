import type { UsageReconciliation } from "@usage-billing/connect-client";
import { type ConnectEvents, fromEvents } from "../wire/from-events.ts";
import {
  type Binding,
  type FileReference,
  fromBinding,
  fromFileReference,
  fromReference,
  type Reference,
} from "../wire/from-reference.ts";
import { present } from "../wire/present.ts";
import { readObject, readText, readWord, type Word } from "../wire/read-value.ts";

/** The states of a reconciliation. */
export type ReconciliationStatus = "uploaded" | "processing" | "processed" | "failed";

/** A workbook of billing ids and notes that a distributor uploaded. */
export interface ConnectReconciliation {
  readonly id: string;
  /** Its state in lower case; new words are possible, and an empty text when the channel says none. */
  readonly status: Word<ReconciliationStatus>;
  /** The usage file that it is about. */
  readonly file?: FileReference;
  /** The chunk that it is about, where it is about one. */
  readonly chunk?: Reference;
  readonly binding?: Binding;
  /** Why it failed. */
  readonly error?: string;
  /** What was noted at the upload and at processing. */
  readonly notes: { readonly uploaded?: string; readonly processing?: string };
  readonly events: ConnectEvents;
  /** What the channel answered, with members that are not named here. */
  readonly raw: UsageReconciliation;
}

/**
 * Reads a reconciliation, tolerantly.
 *
 * @param reconciliation - What the channel answers.
 * @returns The reconciliation.
 */
export function fromUsageReconciliation(
  reconciliation: UsageReconciliation,
): ConnectReconciliation {
  const notes = readObject(reconciliation.notes);
  return {
    id: reconciliation.id,
    status: readWord<ReconciliationStatus>(reconciliation.status),
    ...present({
      file: fromFileReference(reconciliation.usagefile),
      chunk: fromReference(reconciliation.partusagefile),
      binding: fromBinding(reconciliation.binding),
      error: readText(readObject(reconciliation.error)["detail"]),
    }),
    notes: present({
      uploaded: readText(notes["uploaded"]),
      processing: readText(notes["processing"]),
    }),
    events: fromEvents(reconciliation.events),
    raw: reconciliation,
  };
}
