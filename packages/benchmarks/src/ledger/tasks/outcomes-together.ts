import type { Figures } from "../ledger-process.ts";
import { moveRecords } from "./outcomes.ts";

/** A delivery for a hundred records. */
export async function run(count: number, file: string): Promise<Figures> {
  return moveRecords(count, file, 100);
}
