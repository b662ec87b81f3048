import { formatInstant, parseInstant } from "@usage-billing/core";
import type { LedgerWindow } from "./model.ts";

type WindowJson = Omit<LedgerWindow, "period"> & {
  readonly period: { readonly start: string; readonly end: string };
};

/**
 * Writes what became of a window as JSON: exact decimals as text, times as ISO 8601 in UTC.
 *
 * @param window - The window.
 * @returns The text.
 */
export function toWindowJson(window: LedgerWindow): string {
  const { source, channel, period, state, records, quantity, columns, reason } = window;
  const [start, end] = [formatInstant(period.start), formatInstant(period.end)];
  const said = { state, records, quantity, columns, reason };
  return JSON.stringify({ source, channel, period: { start, end }, ...said });
}

/**
 * Reads what became of a window back.
 *
 * @param text - What {@link toWindowJson} gave.
 * @returns The window, equal to the one that was written.
 */
export function fromWindowJson(text: string): LedgerWindow {
  const { period, ...rest } = JSON.parse(text) as WindowJson;
  return { ...rest, period: { start: parseInstant(period.start), end: parseInstant(period.end) } };
}
