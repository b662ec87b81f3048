import type { CellStage } from "./cell-stage.ts";
import type { Cell } from "./cells.ts";
import type { DeathPoint } from "./doom.ts";
import { bringToMoment, describeState, liveCorrection } from "./play-cell.ts";

/** What came of letting a process die everywhere in a correction. */
export interface CrashCoverage {
  /** The steps of the undisturbed run, in their order. */
  readonly steps: readonly string[];
  /** At how many points a process died. */
  readonly died: number;
  /** Where the end was another, and what it was. */
  readonly divergences: readonly string[];
}

function compare(expected: readonly string[], found: readonly string[]): readonly string[] {
  return [
    ...found.filter((line) => !expected.includes(line)).map((line) => `too much: ${line}`),
    ...expected.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`),
    ...(expected.length === found.length ? [] : [`${found.length} lines`]),
  ];
}

/**
 * Makes a correction again after an attempt that was disturbed, and says what is not as it should be.
 *
 * @param stage - The stage.
 * @param task - The cell, the record, and what there is when nothing is disturbed.
 * @returns What there is too much, and what is missing.
 */
export async function goOn(
  stage: CellStage,
  task: {
    readonly cell: Cell;
    readonly recordId: string;
    readonly expected: readonly string[];
  },
): Promise<readonly string[]> {
  const { error } = await liveCorrection(stage, task);
  const words = compare(task.expected, await describeState(stage));
  return isDone(error) ? words : [String(error), ...words];
}

/** A correction that came to its end before the process died cannot be made again. */
function isDone(error: unknown): boolean {
  return error === undefined || Reflect.get(Object(error), "code") === "UNCHANGEABLE_RECORD";
}

/** Lets a process die at a point, makes the same correction again, and says what is not as it should be. */
async function dieAndGoOn(
  stage: CellStage,
  task: { readonly cell: Cell; readonly expected: readonly string[]; readonly point: DeathPoint },
): Promise<{ readonly isDead: boolean; readonly words: readonly string[] }> {
  const { cell, expected, point } = task;
  const recordId = await bringToMoment(stage, cell);
  const { isDead } = await liveCorrection(stage, { cell, recordId, point });
  return { isDead, words: await goOn(stage, { cell, recordId, expected }) };
}

/**
 * Lets a process die before and after every request and every commit of a correction, each time in a
 * run of its own, and looks whether doing it again comes to the state of the run that nothing disturbed.
 *
 * @param stage - The stage of the cell's channel.
 * @param cell - The cell.
 * @returns Which points were reached, and where the end was another.
 */
export async function crashEverywhere(stage: CellStage, cell: Cell): Promise<CrashCoverage> {
  const recordId = await bringToMoment(stage, cell);
  const { steps } = await liveCorrection(stage, { cell, recordId });
  const expected = await describeState(stage);
  const divergences: string[] = [];
  let died = 0;
  for (const [index, name] of steps.entries()) {
    for (const when of ["before", "after"] as const) {
      const point = { step: index + 1, when };
      const { isDead, words } = await dieAndGoOn(stage, { cell, expected, point });
      if (isDead) died += 1;
      else divergences.push(`${when} ${point.step} ${name} was not reached`);
      if (words.length > 0) divergences.push(`${when} ${point.step} ${name}: ${words.join("; ")}`);
    }
  }
  return { steps, died, divergences };
}
