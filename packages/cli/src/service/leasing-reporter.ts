import type { Ledger } from "@usage-billing/ledger";
import {
  type CorrectMethod,
  createReporterMemory,
  type Reporter,
  type ReporterMemory,
} from "@usage-billing/reporter";
import type { LedgerLease } from "./ledger-lease.ts";

/** What a reporter that opens its ledger only while it works is made of. */
export interface LeasingOptions {
  /** Opens and closes the ledger. */
  readonly lease: LedgerLease;
  /** Makes a reporter for an open ledger, with the memory that all of them share. */
  readonly createReporter: (ledger: Ledger, memory: ReporterMemory) => Reporter;
  /** Is called after each piece of work, while the ledger is still open. */
  readonly afterWork: (ledger: Ledger) => Promise<void>;
}

/**
 * Makes a reporter that has its ledger open only while it works.
 *
 * @param options - The lease and what makes a reporter.
 * @returns The reporter.
 */
export function createLeasingReporter(options: LeasingOptions): Reporter {
  const { lease, createReporter, afterWork } = options;
  const reporters = new WeakMap<Ledger, Reporter>();
  const memory = createReporterMemory();

  function reporterOf(ledger: Ledger): Reporter {
    const reporter = reporters.get(ledger) ?? createReporter(ledger, memory);
    reporters.set(ledger, reporter);
    return reporter;
  }

  /** Follows; what is read of the whole ledger afterwards waits for the last turn. */
  const followInTurns: Reporter["follow"] = (options = {}) =>
    lease.use(
      async (ledger) => {
        const summary = await reporterOf(ledger).follow(options);
        if (summary.channels.every(({ next }) => next === undefined)) await afterWork(ledger);
        return summary;
      },
      { isBrief: options.turn !== undefined },
    );

  const use = <Result>(work: (reporter: Reporter) => Promise<Result>): Promise<Result> =>
    lease.use(async (ledger) => {
      const result = await work(reporterOf(ledger));
      await afterWork(ledger);
      return result;
    });

  // It is one method with two signatures, and no single one of them stands for both.
  const correct = ((...correction: readonly unknown[]) =>
    use((reporter) => Reflect.apply(reporter.correct, reporter, correction))) as CorrectMethod;

  return {
    takeIn: (records) => use((reporter) => reporter.takeIn(records)),
    report: (report) => use((reporter) => reporter.report(report)),
    plan: (channel, plan) => use((reporter) => reporter.plan(channel, plan)),
    deliver: (delivery, deliver) => use((reporter) => reporter.deliver(delivery, deliver)),
    follow: followInTurns,
    retry: (retry) => use((reporter) => reporter.retry(retry)),
    decide: (...decision) => use((reporter) => reporter.decide(...decision)),
    retract: (...retraction) => use((reporter) => reporter.retract(...retraction)),
    correct,
    planCorrection: (...plan) => use((reporter) => reporter.planCorrection(...plan)),
  };
}
