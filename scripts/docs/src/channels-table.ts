import { CAPABILITY_ROWS } from "./capability-rows.ts";
import { CHANNELS } from "./channels.ts";
import { toMarkdownTable } from "./markdown-table.ts";

/**
 * Writes the table of what channels can do, from the adapters' capabilities.
 *
 * @param api - One channel's API for a table of its own; empty for all channels side by side.
 * @returns The Markdown table.
 * @throws Error When there is no such API.
 */
export function toChannelsTable(api: string): string {
  const channels = CHANNELS.filter((channel) => api === "" || channel.api === api);
  if (channels.length === 0) throw new Error(`there is no channel "${api}"`);
  return toMarkdownTable([
    ["", ...channels.map(({ title }) => title)],
    ...CAPABILITY_ROWS.map(({ question, answer }) => [
      question,
      ...channels.map(({ capabilities }) => answer(capabilities)),
    ]),
  ]);
}
