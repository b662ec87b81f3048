import type { Checkpoint, Schedule } from "../schedule.ts";

/** What a source yielded for a window. */
export interface Yield {
  /** How many rows it had. */
  readonly rows: number;
  /** How many of them were usage for the channel, zeros counted. */
  readonly records: number;
  /** Whether there was nothing to read at all, such as no file: that is no snapshot and no zero either. */
  readonly isAbsent?: boolean;
}

/** What keeps a window from being done although nothing broke. */
export type Silence = "silent-source" | "nothing-matched";

/**
 * Tells silence from zero. A row with the quantity 0, or an empty snapshot, is a zero; a source that
 * yields nothing where it used to yield, that is not there at all, or of whose rows none is for the
 * channel, is silent.
 *
 * @param schedule - The schedule, which knows snapshots.
 * @param found - What the source yielded.
 * @param before - The other windows of this source and channel.
 * @returns What is silent; undefined when the window is done.
 */
export function judgeYield(
  schedule: Pick<Schedule, "snapshot">,
  found: Yield,
  before: readonly Checkpoint[],
): Silence | undefined {
  if (found.records > 0) return undefined;
  if (found.isAbsent === true) return "silent-source";
  if (schedule.snapshot) return undefined;
  if (found.rows > 0) return "nothing-matched";
  const hasYielded = before.some(({ state, records }) => state === "done" && records > 0);
  return hasYielded ? "silent-source" : undefined;
}

const MARK = /^(silent-source|nothing-matched|begun): /;

/**
 * Writes down why a window is not done, so that {@link readReason} tells the cause.
 *
 * @param cause - The cause.
 * @param detail - The same in words.
 * @returns What to keep as the reason of a checkpoint.
 */
export function writeReason(cause: Silence | "begun", detail: string): string {
  return `${cause}: ${detail}`;
}

/**
 * Reads why a window is not done.
 *
 * @param checkpoint - A window that failed.
 * @returns The cause; `failed` where it is none of ours, for example an error of the source.
 */
export function readReason({
  reason = "",
}: Pick<Checkpoint, "reason">): Silence | "begun" | "failed" {
  return (MARK.exec(reason)?.[1] as Silence | "begun" | undefined) ?? "failed";
}
