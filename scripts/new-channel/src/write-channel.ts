import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createChannelFiles } from "./channel-files.ts";

/** What became of the files. */
export interface WrittenChannel {
  /** The files that were written, from the root. */
  readonly written: readonly string[];
  /** The files that were there already; then nothing was written. */
  readonly existing: readonly string[];
}

/**
 * Writes the files of a new channel, all or none.
 *
 * @param root - The repository's root.
 * @param name - The channel's id.
 * @returns What was written, or what stood in the way.
 * @throws {@link InvalidNameError} When the name cannot be a channel's.
 */
export function writeChannel(root: string, name: string): WrittenChannel {
  const files = createChannelFiles(name);
  const existing = [...files.keys()].filter((path) => existsSync(join(root, path)));
  if (existing.length > 0) return { written: [], existing };
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { written: [...files.keys()], existing };
}
