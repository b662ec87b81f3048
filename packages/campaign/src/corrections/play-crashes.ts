import { CHANNELS } from "../channel-name.ts";
import { readCommit } from "../describe-campaign.ts";
import { type CellStage, openCellStage } from "./cell-stage.ts";
import { CELLS, type Cell } from "./cells.ts";
import { crashEverywhere } from "./crash-everywhere.ts";

/** What came of letting a process die everywhere in some corrections. */
export interface CrashSum {
  readonly cells: number;
  readonly possible: number;
  readonly died: number;
  readonly divergences: readonly string[];
}

/**
 * Lets a process die everywhere in the corrections of one channel.
 *
 * @param stage - The channel's stage.
 * @param cells - Which corrections; those of other channels, and those that are refused, are left out.
 * @returns What came of it.
 */
export async function crashInCells(stage: CellStage, cells: readonly Cell[]): Promise<CrashSum> {
  const divergences: string[] = [];
  let [count, possible, died] = [0, 0, 0];
  for (const cell of cells) {
    if (cell.channel !== stage.channel || typeof cell.says !== "string") continue;
    const found = await crashEverywhere(stage, cell);
    count += 1;
    possible += 2 * found.steps.length;
    died += found.died;
    const place = `${cell.channel} ${cell.change} ${cell.moment}`;
    divergences.push(...found.divergences.map((words) => `${place}: ${words}`));
  }
  return { cells: count, possible, died, divergences };
}

/**
 * Lets a process die everywhere in the corrections of every cell.
 *
 * @param print - Takes the results.
 * @returns The exit status: 0 when every point was reached and every restart came to the same end.
 */
export async function playCorrections(print: (line: string) => void): Promise<number> {
  let isGood = true;
  print(`commit ${readCommit()}`);
  for (const channel of CHANNELS) {
    const stage = await openCellStage(channel);
    try {
      const { cells, possible, died, divergences } = await crashInCells(stage, CELLS);
      print(`${channel}: ${cells} cells, died at ${died} of ${possible} points`);
      for (const words of divergences) print(`  ${words}`);
      isGood &&= divergences.length === 0 && died === possible;
    } finally {
      await stage.close();
    }
  }
  return isGood ? 0 : 1;
}
