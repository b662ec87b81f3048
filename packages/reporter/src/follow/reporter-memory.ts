import { ResentMemory } from "./resent-memory.ts";

/** What a reporter remembers beside its ledger, of this process alone. */
export interface ReporterMemory {
  /** What was sent again and is to be looked at once more. */
  readonly resent: ResentMemory;
}

/**
 * Makes a memory, for a process that makes its reporter anew each time it opens its ledger: handed to
 * each of them, it keeps in mind what `follow({ only: "resent" })` asks for.
 *
 * @returns An empty memory.
 *
 * @example
 * ```ts
 * const memory = createReporterMemory();
 * const reporter = createReporter({ channels, ledger, memory });
 * ```
 */
export function createReporterMemory(): ReporterMemory {
  return { resent: new ResentMemory() };
}
