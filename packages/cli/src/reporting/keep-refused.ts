import type { Problem, RefusedOutcome, UsageRecord } from "@usage-billing/core";
import type { Intake, Ledger } from "@usage-billing/ledger";

const BATCH = 1_000;

/** A record that breaks a rule cannot be grouped by its channel; once it is mended it gets its own key. */
const NO_KEY = "";

/** Whether the ledger says the same of the record already, or knows a version of it that was not refused. */
async function isKept(
  ledger: Ledger,
  { recordId, quantity }: UsageRecord,
  problem: Problem,
): Promise<boolean> {
  const held = await ledger.record(recordId);
  if (held === undefined) return false;
  if (held.state !== "refused") return true;
  if (held.outcome?.status !== "refused" || !held.record.quantity.equals(quantity)) return false;
  const { rule, field, message } = held.outcome.problem;
  return rule === problem.rule && field === problem.field && message === problem.message;
}

/**
 * Keeps records that break a rule of their channel in the ledger, as refused: nothing is sent for them, and
 * they are listed and explained until a mended version is reported.
 */
export class RefusedKeeper {
  readonly #ledger: Ledger;
  #intakes: Intake[] = [];
  #outcomes: RefusedOutcome[] = [];

  /**
   * Makes one.
   *
   * @param ledger - Where the records are kept.
   */
  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /**
   * Keeps a record, unless the ledger says the same of it already.
   *
   * @param record - The record.
   * @param problem - The first rule that it breaks.
   */
  async add(record: UsageRecord, problem: Problem): Promise<void> {
    if (await isKept(this.#ledger, record, problem)) return;
    const { recordId } = record;
    this.#intakes.push({ record, deliveryKey: NO_KEY });
    this.#outcomes.push({ status: "refused", recordId, problem });
    if (this.#intakes.length === BATCH) await this.flush();
  }

  /**
   * Commits what was added. A crash between the two commits leaves records waiting that the next report's
   * own check refuses.
   */
  async flush(): Promise<void> {
    const [intakes, outcomes] = [this.#intakes, this.#outcomes];
    [this.#intakes, this.#outcomes] = [[], []];
    if (intakes.length === 0) return;
    await this.#ledger.takeIn(intakes);
    await this.#ledger.commitRefusals(outcomes);
  }
}
