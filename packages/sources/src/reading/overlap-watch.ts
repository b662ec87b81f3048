import { hash } from "node:crypto";
import type { SourceRow } from "../source.ts";
import type { SourceColumns } from "../source-configuration.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";

/** Two ends as they are written, which order as times do: UTC, whole seconds or milliseconds. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The periods of a group so far. Groups with the same periods share it, so that a group costs one reference. */
interface State {
  /** In order of time, without overlaps. */
  readonly spans: readonly Span[];
  /** What comes of one more period. */
  readonly next: Map<string, State>;
}

const HASH_LENGTH = 16;

/** Sees to it that no time of a subscription and meter is reported twice under different periods. */
export class OverlapWatch {
  readonly #columns: SourceColumns;
  readonly #start: State = { spans: [], next: new Map() };
  readonly #states = new Map<string, State>();

  /**
   * Makes a watch.
   *
   * @param columns - The columns that make a group, and those of its period.
   */
  constructor(columns: SourceColumns) {
    this.#columns = columns;
  }

  /**
   * Looks at a row. Rows with an id of their own may overlap, and equal periods are told by whoever derives ids.
   *
   * @param row - The row, with its period in UTC.
   * @throws {@link UnreadableInput} When its period overlaps that of an earlier row for the same subscription and meter.
   */
  look({ values, file, line }: SourceRow): void {
    const { recordId, channel, subscription, meter, start, end } = this.#columns;
    if (values[recordId] !== undefined) return;
    const group = [values[channel], values[subscription], values[meter]];
    const key = hash("sha256", JSON.stringify(group), "base64").slice(0, HASH_LENGTH);
    const state = this.#states.get(key) ?? this.#start;
    const period = `${values[start]}/${values[end]}`;
    const next = state.next.get(period) ?? this.#extend(state, period, { file, line });
    this.#states.set(key, next);
  }

  #extend(state: State, period: string, place: { file: string; line: number }): State {
    const [start = Number.NaN, end = Number.NaN] = period.split("/").map(Date.parse);
    const later = state.spans.findIndex((span) => span.start >= start);
    const at = later === -1 ? state.spans.length : later;
    const [before, after] = [state.spans[at - 1], state.spans[at]];
    if (after?.start === start && after.end === end) return state;
    const rival = [before, after].find(
      (span) => span !== undefined && span.start < end && start < span.end,
    );
    if (rival !== undefined) throw overlap(period, rival, place);
    const spans = state.spans.toSpliced(at, 0, { start, end });
    const next = { spans, next: new Map() };
    state.next.set(period, next);
    return next;
  }
}

function overlap(period: string, rival: Span, place: { file: string; line: number }) {
  const other = [rival.start, rival.end].map((end) => new Date(end).toISOString()).join("/");
  return new UnreadableInput({
    ...place,
    rule: "overlapping-periods",
    message: `the row covers ${period}, and an earlier row for the same subscription and meter covers ${other}; their common time would be billed twice`,
    fix: "Part the time so that each moment is in one row, or give each row an id of its own.",
  });
}
