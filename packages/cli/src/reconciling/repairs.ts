import { type Channel, Quantity, UsageBillingError } from "@usage-billing/core";
import type { DecisionGrounds, Ledger } from "@usage-billing/ledger";
import {
  createRepairer,
  createReporter,
  type Difference,
  proposeRepair,
  type Reconciliation,
  type RepairAction,
  type RepairResult,
  type ReporterOptions,
} from "@usage-billing/reporter";
import { isShared } from "../ledger/is-shared.ts";
import { count } from "../output/count.ts";
import { describeError } from "../output/describe-error.ts";
import { ACTION_WORDS } from "../output/reconcile-output.ts";
import { workUntilDone } from "../service/work-until-done.ts";

/** What is proposed, by action: how many, and how much of each meter. */
export interface RepairPlan {
  /** Sentences, one an action, with amounts. */
  readonly lines: readonly string[];
  /** How many differences are repaired. */
  readonly repairable: number;
}

/** Repairs of one channel. */
export interface Repairs {
  /** What would be done about a difference, as a sentence. */
  propose(difference: Difference): { readonly action: RepairAction; readonly explanation: string };
  /** Does it. */
  perform(difference: Difference): Promise<RepairResult>;
  /** Sends what is in line. */
  finish(): Promise<void>;
}

/** What repairs are made of. */
export interface RepairSources {
  readonly channel: Channel;
  readonly ledger: Ledger;
  readonly reporter: ReporterOptions;
  readonly grounds: DecisionGrounds;
  readonly signal: AbortSignal;
}

/** After these, every other repair would fail alike. */
const ENDS: ReadonlySet<string> = new Set(["AUTHENTICATION", "CHANNEL_CONNECTION", "LEDGER"]);

async function attempt(work: () => Promise<RepairResult>): Promise<RepairResult> {
  try {
    return await work();
  } catch (error) {
    if (!UsageBillingError.isInstance(error) || ENDS.has(error.code)) throw error;
    return { status: "not-done", explanation: describeError(error) };
  }
}

/**
 * Makes what repairs a channel's differences.
 *
 * @param sources - Channel, ledger, and who repairs.
 * @returns The repairs.
 */
export function createRepairs(sources: RepairSources): Repairs {
  const { channel, ledger, reporter, grounds, signal } = sources;
  const repairer = createRepairer(reporter);
  return {
    propose: (difference) => proposeRepair(difference, channel.capabilities),
    perform: (difference) => {
      signal.throwIfAborted();
      return attempt(() => repairer.repair(difference, grounds));
    },
    finish: async () => {
      if (isShared(ledger)) {
        // Together with the other processes that share it, which may have taken some of it already.
        const tools = { ledger, reporter: createReporter(reporter), onEvent: () => undefined };
        await workUntilDone({ ...tools, channels: [channel.id], signal });
      } else await repairer.finish(channel.id, { signal });
    },
  };
}

/** What an action moves: what is sent, or else what is taken back. */
function amountOf(action: RepairAction, { reported, held }: Difference): Quantity {
  const isSent = action === "send-again" || action === "correct";
  return (
    (isSent ? reported?.record.quantity : held?.quantity) ??
    reported?.record.quantity ??
    Quantity.zero
  );
}

/**
 * Adds up what would be done.
 *
 * @param found - The reconciliation.
 * @param repairs - The repairs.
 * @returns The plan.
 */
export async function planRepairs(found: Reconciliation, repairs: Repairs): Promise<RepairPlan> {
  const sums = new Map<
    string,
    { action: RepairAction; meter: string; count: number; sum: Quantity }
  >();
  let repairable = 0;
  for await (const difference of found.differences()) {
    const { action } = repairs.propose(difference);
    if (action !== "ask") repairable += 1;
    const meter = (difference.reported?.record ?? difference.held)?.meter ?? "";
    const key = JSON.stringify([action, meter]);
    const before = sums.get(key) ?? { action, meter, count: 0, sum: Quantity.zero };
    const sum = before.sum.plus(amountOf(action, difference));
    sums.set(key, { ...before, count: before.count + 1, sum });
  }
  const lines = [...sums.values()].map(({ action, meter, count: number, sum }) => {
    const unit = meter === "" ? "" : ` of ${meter}`;
    return `${ACTION_WORDS[action]}: ${count(number, "difference")}, ${sum}${unit}`;
  });
  return { lines, repairable };
}
