import { MultiBar, Presets } from "cli-progress";

/** Shows how far long work has come: a bar on a terminal, a line now and then otherwise. */
export interface Progress {
  /**
   * Says how far one piece of work has come.
   *
   * @param task - The work, for example a channel's id.
   * @param done - How much is done.
   * @param total - How much there is; 0 when nobody knows yet.
   */
  update(task: string, done: number, total: number): void;
  /**
   * Says what a piece of work waits for, until it has come further.
   *
   * @param task - The work.
   * @param reason - What it waits for, and how long.
   */
  wait(task: string, reason: string): void;
  /** Takes the bars away. */
  stop(): void;
}

const LINE_EVERY = 5_000;

function createBars(): Progress {
  const bars = new MultiBar(
    { format: " {bar} {percentage}% {task}", hideCursor: true, clearOnComplete: true, fps: 10 },
    Presets.shades_grey,
  );
  const known = new Map<string, ReturnType<typeof bars.create>>();
  return {
    update(task, done, total) {
      const bar = known.get(task) ?? bars.create(total, done, { task });
      known.set(task, bar);
      bar.setTotal(Math.max(total, done));
      bar.update(done, { task });
    },
    wait: (task, reason) => known.get(task)?.update({ task: `${task} ${reason}` }),
    stop: () => bars.stop(),
  };
}

function createLines(warn: (line: string) => void, now: () => number): Progress {
  const last = new Map<string, number>();
  const waited = new Map<string, number>();
  return {
    update(task, done, total) {
      const before = last.get(task) ?? now();
      if (!last.has(task)) last.set(task, before);
      if (now() - before < LINE_EVERY) return;
      last.set(task, now());
      warn(`${task}: ${total === 0 ? 0 : Math.floor((done * 100) / total)} %`);
    },
    wait(task, reason) {
      // Nothing more comes until the wait is over; others that wait at the same time say nothing new.
      if (now() - (waited.get(task) ?? Number.NEGATIVE_INFINITY) < LINE_EVERY) return;
      waited.set(task, now());
      warn(`${task} ${reason}`);
    },
    stop: () => {},
  };
}

/**
 * Makes what shows progress on standard error.
 *
 * @param options - Whether a person watches, where lines go, and the clock in milliseconds.
 * @returns The progress display.
 */
export function createProgress(options: {
  readonly isTerminal: boolean;
  readonly warn: (line: string) => void;
  readonly now?: () => number;
}): Progress {
  const { isTerminal, warn, now = Date.now } = options;
  return isTerminal ? createBars() : createLines(warn, now);
}
