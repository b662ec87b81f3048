import type { Figures } from "../ledger-process.ts";
import { moveBare } from "./outcomes-bare.ts";

/** A delivery for a hundred records. */
export async function run(count: number, file: string): Promise<Figures> {
  return moveBare(count, file, 100);
}
