import { openLedger } from "@usage-billing/ledger";
import type { Scene } from "../rounds/scene.ts";

/**
 * Reads what twins and ledger hold, without what may differ between two ways to the same end:
 * the twins' own ids.
 *
 * @param scene - The scene, with no process at work.
 * @returns Lines that are equal when the states are.
 */
export async function readState(scene: Scene): Promise<readonly string[]> {
  await scene.world.settleDown();
  const lines: string[] = [];
  for (const channel of scene.channels) {
    for (const usage of await scene.world.holdings(channel)) {
      lines.push(`held ${JSON.stringify({ ...usage, reference: undefined })}`);
    }
  }
  const ledger = openLedger(scene.ledgerFile, { now: scene.world.clock.now });
  try {
    for await (const { record, state, replacedBy } of ledger.records()) {
      lines.push(`ledger ${record.recordId} ${state} ${replacedBy ?? ""}`);
    }
  } finally {
    await ledger.close();
  }
  return lines.toSorted();
}
