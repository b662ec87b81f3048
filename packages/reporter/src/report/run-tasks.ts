import PQueue from "p-queue";
import type { ChannelRun } from "./channel-run.ts";

/**
 * Does tasks side by side as they come, without running ahead of what is being done.
 *
 * @param run - The channel's work; an error of a task ends it.
 * @param items - What the tasks are about.
 * @param task - What to do with each.
 * @throws What the first task that failed threw, when the others on their way are over.
 */
export async function runTasks<Item>(
  run: ChannelRun,
  items: AsyncIterable<Item>,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const { concurrency } = run.settings;
  const queue = new PQueue({ concurrency });
  const errors: unknown[] = [];
  const stop = (error: unknown) => {
    errors.push(error);
    run.giveUp(error);
  };
  try {
    for await (const item of items) {
      void queue.add(() => task(item)).catch(stop);
      await queue.onSizeLessThan(concurrency);
      if (errors.length > 0) break;
    }
  } finally {
    await queue.onIdle();
  }
  if (errors.length > 0) throw errors[0];
}
