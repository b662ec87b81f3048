import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { formatStory, storyToJson } from "../output/story-output.ts";
import { findRecord } from "../records/find-record.ts";
import { collectStory } from "../records/record-story.ts";

/** What `usage-billing show` takes. */
export interface ShowOptions {
  readonly config: string;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/**
 * Shows everything that the ledger knows of a record.
 *
 * @param recordId - The record's id, or the beginning of it.
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function showRecord(
  recordId: string,
  options: ShowOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const access = { create: false, wait: options.wait };
  const story = await withLedger({ configuration, access, context }, async (ledger) =>
    collectStory(ledger, await findRecord(ledger, recordId)),
  );
  if (options.json === true) context.print(JSON.stringify(storyToJson(story), undefined, 2));
  else for (const line of formatStory(story)) context.print(line);
}
