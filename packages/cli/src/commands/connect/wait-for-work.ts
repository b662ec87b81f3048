import type { CommandContext } from "../../context.ts";
import { printState, readStatuses, type WaitOptions, waitForItem } from "./wait-for-item.ts";
import { withConnect } from "./with-connect.ts";

/**
 * Waits until a chunk is in a state.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The chunk.
 */
export async function waitForChunk(
  options: WaitOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  const statuses = readStatuses(options);
  const wanted = statuses ?? ["ready", "closed"];
  await withConnect(options, context, async ({ chunks }) => {
    const ends = [...wanted, "failed", "closed"];
    const wait = { id, group: "chunks", statuses: wanted } as const;
    const begin = chunks.waitFor.bind(chunks, id, ends);
    const item = await waitForItem({ ...wait, begin }, { options, context });
    const isThere = wanted.includes(item.status);
    printState({ item, isThere, reason: item.error }, options, context);
  });
}

/**
 * Waits until a reconciliation is in a state.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The reconciliation.
 */
export async function waitForReconciliation(
  options: WaitOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  const statuses = readStatuses(options);
  const wanted = statuses ?? ["processed"];
  await withConnect(options, context, async ({ reconciliations }) => {
    const ends = [...wanted, "processed", "failed"];
    const wait = { id, group: "reconciliations", statuses: wanted } as const;
    const begin = reconciliations.waitFor.bind(reconciliations, id, ends);
    const item = await waitForItem({ ...wait, begin }, { options, context });
    const isThere = wanted.includes(item.status);
    printState({ item, isThere, reason: item.error ?? item.notes.processing }, options, context);
  });
}
