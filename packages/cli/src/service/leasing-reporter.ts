import type { Ledger } from "@usage-billing/ledger";
import type { CorrectMethod, Reporter } from "@usage-billing/reporter";
import type { LedgerLease } from "./ledger-lease.ts";

/** What a reporter that opens its ledger only while it works is made of. */
export interface LeasingOptions {
  /** Opens and closes the ledger. */
  readonly lease: LedgerLease;
  /** Makes a reporter for an open ledger. */
  readonly createReporter: (ledger: Ledger) => Reporter;
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

  function reporterOf(ledger: Ledger): Reporter {
    const reporter = reporters.get(ledger) ?? createReporter(ledger);
    reporters.set(ledger, reporter);
    return reporter;
  }

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
    follow: (follow) => use((reporter) => reporter.follow(follow)),
    retry: (retry) => use((reporter) => reporter.retry(retry)),
    decide: (...decision) => use((reporter) => reporter.decide(...decision)),
    retract: (...retraction) => use((reporter) => reporter.retract(...retraction)),
    correct,
    planCorrection: (...plan) => use((reporter) => reporter.planCorrection(...plan)),
  };
}
