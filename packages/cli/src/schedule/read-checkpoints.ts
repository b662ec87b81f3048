import type { Ledger, StatedWindow } from "@usage-billing/ledger";
import { OverlappingWindowsError } from "@usage-billing/schedule";
import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { SchedulePlan } from "../configuration/schedules.ts";

/** The windows of a plan that were worked on. */
export interface Checkpoints {
  /** One fact for each window, ordered by time. */
  readonly windows: readonly StatedWindow[];
  /** Computes something of them, and says of an error which schedule it is about. */
  readonly tell: <Result>(
    configuration: Pick<Configuration, "file">,
    compute: () => Result,
  ) => Result;
}

/**
 * Makes the checkpoints of a plan of windows.
 *
 * @param plan - The plan.
 * @param windows - The windows of its source and channel.
 * @returns The checkpoints.
 */
export function toCheckpoints(plan: SchedulePlan, windows: readonly StatedWindow[]): Checkpoints {
  return {
    windows,
    tell({ file }, compute) {
      try {
        return compute();
      } catch (error) {
        if (!(error instanceof OverlappingWindowsError)) throw error;
        throw new CommandError(
          `${file}: sources.${plan.source}.schedule, channel ${plan.channel}: ${error.message}. Nothing was sent.`,
        );
      }
    },
  };
}

/**
 * Reads which windows of a plan were worked on.
 *
 * @param ledger - The ledger.
 * @param plan - The plan.
 * @returns The checkpoints.
 */
export async function readCheckpoints(
  ledger: Pick<Ledger, "windows">,
  plan: SchedulePlan,
): Promise<Checkpoints> {
  const { source, channel, schedule } = plan;
  return toCheckpoints(plan, await ledger.windows({ source, channel, since: schedule.since }));
}
