import { createAgenda } from "./agenda.ts";
import type { ConnectState } from "./connect-state.ts";
import type { UsageFile } from "./files/usage-file.ts";
import type { ConnectRecord } from "./records/connect-record.ts";

/** Copies every value of a map once; the same value gives the same copy. */
function copyAll<Value extends object>(
  values: Iterable<Value>,
  copy: (value: Value) => Value,
): Map<Value, Value> {
  return new Map([...values].map((value) => [value, copy(value)]));
}

/**
 * Copies a platform as it is now.
 *
 * @param state - The platform.
 * @returns One that holds the same and does nothing by itself; what happens to the first does not
 * change it.
 */
export function copyConnectState(state: ConnectState): ConnectState {
  const files = copyAll(state.files.values(), (file) => ({
    ...file,
    events: { ...file.events },
    tally: { ...file.tally },
  }));
  const fileOf = (file: UsageFile): UsageFile => files.get(file) ?? file;
  const records = copyAll(state.records.values(), (record) => ({
    ...record,
    file: fileOf(record.file),
  }));
  const recordOf = (record: ConnectRecord): ConnectRecord => records.get(record) ?? record;
  for (const file of files.values()) file.records = file.records.map(recordOf);
  const chunks = copyAll(state.chunks.values(), (chunk) => ({
    ...chunk,
    events: { ...chunk.events },
    file: fileOf(chunk.file),
    records: chunk.records.map(recordOf),
  }));
  const reconciliations = copyAll(state.reconciliations.values(), (held) => ({ ...held }));
  const byId = <Value extends { readonly id: string }>(copies: Map<Value, Value>) =>
    new Map([...copies.values()].map((copy) => [copy.id, copy]));
  return {
    ...state,
    agenda: createAgenda(state.context.clock),
    files: byId(files),
    records: byId(records),
    holders: new Map([...state.holders].map(([id, file]) => [id, fileOf(file)])),
    chunks: byId(chunks),
    reconciliations: byId(reconciliations),
    rules: state.rules.map((rule) => ({ ...rule })),
  };
}
