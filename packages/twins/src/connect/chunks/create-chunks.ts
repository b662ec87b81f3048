import { type ConnectState, presentTime } from "../connect-state.ts";
import type { UsageFile } from "../files/usage-file.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import { generateChunk } from "./generate-chunk.ts";
import type { UsageChunk } from "./usage-chunk.ts";

function createChunk(
  { file, number }: { readonly file: UsageFile; readonly number: number },
  records: readonly ConnectRecord[],
  state: ConnectState,
): void {
  const hub = records[0]?.hub;
  if (hub === undefined) return;
  const chunk: UsageChunk = {
    id: `${file.id.replace(/^UF/, "UFC")}-${String(number).padStart(3, "0")}`,
    file,
    hub,
    records,
    status: "draft",
    outdated: false,
    externalId: "",
    rows: [],
    events: { created: { at: presentTime(state) } },
  };
  for (const record of records) record.chunk = chunk.id;
  state.chunks.set(chunk.id, chunk);
  generateChunk(chunk, state);
}

/**
 * Makes the chunks of a file that was just accepted: one for each hub that bills any of its assets.
 *
 * @param file - The file.
 * @param state - The platform.
 */
export function createChunks(file: UsageFile, state: ConnectState): void {
  const approved = file.records.filter(({ status }) => status === "approved");
  const groups = Map.groupBy(approved, ({ hub }) => hub?.id ?? "");
  const hubs = [...groups.keys()].toSorted();
  for (const [index, hub] of hubs.entries()) {
    createChunk({ file, number: index + 1 }, groups.get(hub) ?? [], state);
  }
}
