import type { ConnectState } from "../connect-state.ts";
import { nextStatus } from "../lifecycle.ts";
import { toBilledRows } from "../workbook/billed-row.ts";
import { type ChunkAction, chunkTransitions } from "./chunk-states.ts";
import { settleChunk } from "./settle-chunks.ts";
import type { UsageChunk } from "./usage-chunk.ts";

/**
 * Moves a chunk to the state that an action leads to.
 *
 * @param chunk - The chunk; its state allows the action.
 * @param action - What is done.
 */
export function changeChunk(chunk: UsageChunk, action: ChunkAction): void {
  chunk.status = nextStatus(chunkTransitions, action, chunk.status);
}

function finish(chunk: UsageChunk, state: ConnectState): void {
  const failed = state.failures.get(chunk.hub.id) ?? 0;
  if (failed < (chunk.hub.failures ?? 0)) {
    state.failures.set(chunk.hub.id, failed + 1);
    chunk.error = "The workbook could not be generated.";
    changeChunk(chunk, "fail");
    return;
  }
  delete chunk.error;
  chunk.outdated = false;
  chunk.rows = toBilledRows(chunk.records);
  changeChunk(chunk, "generate");
  settleChunk(chunk, state);
}

/**
 * Has the workbook of a draft made, within the platform's time.
 *
 * @param chunk - The chunk, a draft.
 * @param state - The platform.
 */
export function generateChunk(chunk: UsageChunk, state: ConnectState): void {
  state.agenda.add(state.times.generate, () => finish(chunk, state));
}
