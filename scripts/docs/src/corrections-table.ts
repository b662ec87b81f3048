import {
  CHANGE_KINDS,
  type CorrectionCell,
  type CorrectionWay,
  correctionTable,
  describeAction,
  MOMENTS,
} from "@usage-billing/reporter";
import { CHANNELS, type DocumentedChannel } from "./channels.ts";
import { toMarkdownTable } from "./markdown-table.ts";

function findChannel(api: string): DocumentedChannel {
  const channel = CHANNELS.find((one) => one.api === api);
  if (channel === undefined) throw new Error(`there is no channel "${api}"`);
  return channel;
}

function wayOf({ title, capabilities }: DocumentedChannel): CorrectionWay {
  if (capabilities.correction === "none") throw new Error(`${title} corrects nothing`);
  return capabilities.correction;
}

function cellsOf(way: CorrectionWay): readonly CorrectionCell[] {
  const rows = correctionTable[way];
  return CHANGE_KINDS.flatMap((change) => MOMENTS.map((moment) => rows[change][moment]));
}

function nameOf(cell: CorrectionCell): string {
  return typeof cell === "string" ? cell : `refused: ${cell.rule}`;
}

function explain(cell: CorrectionCell, way: CorrectionWay): string {
  if (typeof cell === "string") return describeAction(cell, way).join(" ");
  return `The record ${cell.reason}. ${cell.fix}`;
}

/**
 * Writes what each change comes to at each moment at one channel, and what the words in it mean.
 *
 * @param api - The channel's API.
 * @returns A Markdown table and a list.
 * @throws Error When there is no such API.
 */
export function toCorrectionsTable(api: string): string {
  const way = wayOf(findChannel(api));
  const rows = correctionTable[way];
  const table = toMarkdownTable([
    ["", ...MOMENTS],
    ...CHANGE_KINDS.map((change) => [
      change,
      ...MOMENTS.map((moment) => nameOf(rows[change][moment])),
    ]),
  ]);
  const words = new Map(cellsOf(way).map((cell) => [nameOf(cell), explain(cell, way)]));
  const list = [...words].map(([name, text]) => `- **${name}**: ${text}`);
  return `${table}\n\n${list.join("\n")}`;
}

/**
 * Counts what all channels together plan and refuse.
 *
 * @returns A sentence.
 */
export function countCorrections(): string {
  const cells = CHANNELS.flatMap((channel) => cellsOf(wayOf(channel)));
  const planned = cells.filter((cell) => typeof cell === "string").length;
  return `Of ${cells.length} combinations, ${planned} are planned and ${cells.length - planned} refused with a reason.`;
}
