import type { Measured, Operation, Task } from "./contender.ts";
import { contenders } from "./contenders.ts";
import { type StartedProcess, startProcess } from "./start-process.ts";

/** How much to measure. */
export interface Extent {
  readonly rounds: number;
  /** Calls of each contender and operation in one round. */
  readonly requests: number;
}

/** Calls per second of every contender, one rate for each round. */
export type Rates = ReadonlyMap<string, readonly number[]>;

async function measureRound(
  processes: readonly (readonly [string, StartedProcess])[],
  task: Task,
): Promise<Map<string, number>> {
  const rates = new Map<string, number>();
  for (const [name, process] of processes) {
    const { milliseconds } = (await process.ask(task)) as Measured;
    rates.set(name, (task.requests / milliseconds) * 1000);
  }
  return rates;
}

/**
 * Measures every contender in a process of its own against one server process. Contenders take
 * turns in every round, backwards in every other one, so that nobody always follows the same
 * neighbour; a first round warms up and does not count.
 *
 * @param extent - How much to measure.
 * @returns The rates of both operations.
 */
export async function measureClients(extent: Extent): Promise<Record<Operation, Rates>> {
  const { rounds, requests } = extent;
  using stack = new DisposableStack();
  const server = stack.use(await startProcess("./server.ts"));
  const processes: (readonly [string, StartedProcess])[] = [];
  for (const name of Object.keys(contenders)) {
    const url = String(server.firstMessage);
    processes.push([name, stack.use(await startProcess("./contender-process.ts", name, url))]);
  }
  const rates = { POST: new Map<string, number[]>(), GET: new Map<string, number[]>() };
  for (let round = 0; round <= rounds; round += 1) {
    processes.reverse();
    for (const operation of ["POST", "GET"] as const) {
      const measured = await measureRound(processes, { operation, requests });
      if (round === 0) continue;
      for (const [name, rate] of measured) {
        rates[operation].set(name, [...(rates[operation].get(name) ?? []), rate]);
      }
    }
  }
  return rates;
}
