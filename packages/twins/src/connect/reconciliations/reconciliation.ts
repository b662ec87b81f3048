import type { EventMark } from "../actor.ts";
import type { MarkedCell } from "../workbook/sheet-texts.ts";
import type { SheetTable } from "../workbook/usage-workbook.ts";

/** The states of a reconciliation, as they are on the wire. */
export type ReconciliationStatus = "uploaded" | "processing" | "processed" | "failed";

/** A workbook in which the distributor tells what records were billed with. */
export interface Reconciliation {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly table: SheetTable;
  /** The usage file that it is of, by id; nothing while no row of it is known. */
  readonly file: string | undefined;
  /** The chunk that all its rows are of, by id. */
  readonly chunk: string | undefined;
  readonly uploadNote: string;
  /** The caller's `Authorization`. */
  readonly token: string | undefined;
  readonly events: { readonly created: EventMark; readonly uploaded: EventMark };
  status: ReconciliationStatus;
  processingNote: string;
  error?: string;
  /** The cells that the platform complained about. */
  marks: readonly MarkedCell[];
}
