import type { Channel } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";

/** Where a process dies: before or after so many steps that reach the channel or change the ledger. */
export interface CrashPoint {
  readonly step: number;
  readonly when: "after" | "before";
}

/** A process that dies at a point: from then on nothing that it began goes any further. */
export interface DoomedProcess {
  readonly ledger: Ledger;
  readonly channel: Channel;
  /** Resolves when the process dies. */
  readonly death: Promise<"dead">;
  /** How many steps were begun. */
  readonly steps: () => number;
}

const LEDGER_STEPS = [
  "takeIn",
  "commitSteps",
  "commitChannelStates",
  "commitDecision",
  "commitIntents",
  "commitResends",
  "commitUnsent",
  "commitOutcomes",
  "commitRefusals",
  "commitRetractionIntent",
  "commitRetraction",
  "commitCorrectionIntent",
  "commitCorrection",
  "commitRevision",
] as const;

const CHANNEL_STEPS = ["send", "settle", "follow", "retract", "correct"] as const;

type AnyMethod = (...values: unknown[]) => Promise<unknown>;

/** Puts a process around a ledger and a channel that outlive it. */
export function createDoomedProcess(
  ledger: Ledger,
  channel: Channel,
  point?: CrashPoint,
): DoomedProcess {
  const { promise: death, resolve: die } = Promise.withResolvers<"dead">();
  const never = new Promise<never>(() => {});
  let steps = 0;
  let isDead = false;

  function doom(method: AnyMethod): AnyMethod {
    return async (...values) => {
      if (isDead) return never;
      steps += 1;
      const isLast = steps === point?.step;
      if (isLast && point?.when === "before") {
        isDead = true;
        die("dead");
        return never;
      }
      const settled = await Promise.allSettled([method(...values)]);
      if (isLast) {
        isDead = true;
        die("dead");
      }
      if (isDead) return never;
      const [result] = settled;
      if (result.status === "rejected") throw result.reason;
      return result.value;
    };
  }

  function doomAll<Target extends object>(target: Target, names: readonly string[]): Target {
    const doomed = names.map((name) => {
      const method = Reflect.get(target, name) as AnyMethod;
      return [name, doom(method)];
    });
    return { ...target, ...Object.fromEntries(doomed) };
  }

  return {
    ledger: doomAll(ledger, LEDGER_STEPS),
    channel: doomAll(channel, CHANNEL_STEPS),
    death,
    steps: () => steps,
  };
}
