import type { StatedWindow, WindowQuery } from "./model.ts";
import { fromWindowJson } from "./window-json.ts";

/** A fact of the kind `window`: its JSON, and when it was committed. */
export interface WindowStatement {
  readonly body: string;
  readonly at: number;
}

function compare(left: StatedWindow, right: StatedWindow): number {
  const byPeriod = left.period.start - right.period.start || left.period.end - right.period.end;
  if (byPeriod !== 0) return byPeriod;
  const [first, second] = [left, right].map(({ source, channel }) => `${source}\n${channel}`);
  return (first ?? "") < (second ?? "") ? -1 : 1;
}

/**
 * Finds what was stated last of each window.
 *
 * @param statements - The statements, in the order in which they were committed.
 * @param query - Which windows are asked for.
 * @returns The windows, ordered by their periods, then by source and channel.
 */
export function toNewestWindows(
  statements: Iterable<WindowStatement>,
  { source, channel, since }: WindowQuery,
): StatedWindow[] {
  const newest = new Map<string, StatedWindow>();
  for (const { body, at } of statements) {
    const window = fromWindowJson(body);
    const { start, end } = window.period;
    if (source !== undefined && window.source !== source) continue;
    if (channel !== undefined && window.channel !== channel) continue;
    if (since !== undefined && end <= since) continue;
    newest.set(JSON.stringify([window.source, window.channel, start, end]), { ...window, at });
  }
  return [...newest.values()].sort(compare);
}
