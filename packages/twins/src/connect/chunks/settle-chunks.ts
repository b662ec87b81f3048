import { type ConnectState, presentTime } from "../connect-state.ts";
import type { UsageFile } from "../files/usage-file.ts";
import type { UsageChunk } from "./usage-chunk.ts";

/**
 * Closes a chunk that is ready when its file is closed.
 *
 * @param chunk - The chunk.
 * @param state - The platform.
 */
export function settleChunk(chunk: UsageChunk, state: ConnectState): void {
  if (chunk.file.status !== "closed" || chunk.status !== "ready") return;
  chunk.status = "closed";
  chunk.events.closed = { at: presentTime(state) };
}

/**
 * Closes every chunk of a closed file that is ready.
 *
 * @param file - The file.
 * @param state - The platform.
 */
export function settleChunks(file: UsageFile, state: ConnectState): void {
  for (const chunk of state.chunks.values()) {
    if (chunk.file === file) settleChunk(chunk, state);
  }
}
