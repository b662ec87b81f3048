import { actorOf } from "../actor.ts";
import { type ConnectState, presentTime } from "../connect-state.ts";
import type { UsageFile } from "../files/usage-file.ts";
import { nextStatus } from "../lifecycle.ts";
import { toBilledRows } from "../workbook/billed-row.ts";
import type { SheetTable } from "../workbook/usage-workbook.ts";
import { bookRows, findChunkOfRows, findFileOfRow } from "./book-rows.ts";
import type { Reconciliation } from "./reconciliation.ts";
import { type ReconciliationAction, reconciliationTransitions } from "./reconciliation-states.ts";

function change(held: Reconciliation, action: ReconciliationAction): void {
  held.status = nextStatus(reconciliationTransitions, action, held.status);
}

function finish(held: Reconciliation, state: ConnectState): void {
  const { told, booked, marks } = bookRows(held, state);
  const file = state.files.get(held.file ?? "");
  held.marks = marks;
  held.processingNote = `${booked} of ${told} records were booked.`;
  if (told === 0) held.error = "No row tells of billing.";
  else if (booked === 0) held.error = `None of ${told} rows could be booked: ${marks[0]?.reason}`;
  change(held, booked === 0 ? "fail" : "finish");
  if (file === undefined) return;
  file.subStatus = "processed";
  file.processed = toBilledRows(file.records);
}

/** What is uploaded. */
export interface ReconciliationUpload {
  readonly bytes: Uint8Array;
  readonly table: SheetTable;
  readonly uploadNote: string;
  readonly token: string | undefined;
  /** The file that the request names; found by the rows when it names none. */
  readonly file?: UsageFile;
}

function findFile(upload: ReconciliationUpload, state: ConnectState): UsageFile | undefined {
  if (upload.file !== undefined) return upload.file;
  const found = upload.table.rows.values().map((row) => findFileOfRow(row, state));
  return found.find((file) => file !== undefined);
}

/**
 * Takes a reconciliation, which the platform processes within its time.
 *
 * @param upload - What was uploaded, its structure checked.
 * @param state - The platform.
 * @returns The reconciliation, `uploaded`.
 */
export function reconcile(upload: ReconciliationUpload, state: ConnectState): Reconciliation {
  const file = findFile(upload, state);
  const by = actorOf(upload.token);
  const mark = { at: presentTime(state), ...(by && { by }) };
  const held: Reconciliation = {
    id: state.ids.reconciliation.next(state.agenda.now()),
    bytes: upload.bytes,
    table: upload.table,
    file: file?.id,
    chunk: file && findChunkOfRows(upload.table.rows, file),
    uploadNote: upload.uploadNote,
    token: upload.token,
    events: { created: mark, uploaded: mark },
    status: "uploaded",
    processingNote: "",
    marks: [],
  };
  state.reconciliations.set(held.id, held);
  if (file !== undefined) Object.assign(file, { subStatus: "processing", reconciliation: held.id });
  state.agenda.add(state.times.reconcile, () => {
    change(held, "start");
    state.agenda.add(state.times.reconcile, () => finish(held, state));
  });
  return held;
}
