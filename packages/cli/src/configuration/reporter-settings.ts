import type { WriteBudget } from "@usage-billing/core";
import type { ReporterOptions } from "@usage-billing/reporter";
import type { ChannelConfiguration, Configuration } from "./configuration.ts";

/** The options of a reporter that the configuration decides. */
export type ReporterSettings = Pick<
  ReporterOptions,
  "abandonedLag" | "budgets" | "onRefusedFile" | "visibilityLag"
>;

const MILLISECONDS = 1_000;

/** The reporter's own default, for channels that the configuration says nothing of. */
const DEFAULT_LAG = 2_000;

function budgetOf({ writeBudget }: ChannelConfiguration): WriteBudget | "none" | undefined {
  if (writeBudget === undefined || writeBudget === "none") return writeBudget;
  const { requests, seconds } = writeBudget;
  return { requests, milliseconds: seconds * MILLISECONDS };
}

/**
 * Reads from the configuration how a reporter is to work.
 *
 * @param configuration - The configuration.
 * @returns Write budgets, lags and policy for {@link ReporterOptions}.
 */
export function readReporterSettings(configuration: Configuration): ReporterSettings {
  const budgets = new Map<string, WriteBudget | "none">();
  const lags = new Map<string, number>();
  const abandonedLags = new Map<string, number>();
  for (const [id, channel] of configuration.channels) {
    const budget = budgetOf(channel);
    if (budget !== undefined) budgets.set(id, budget);
    const { visibilityLagSeconds: seconds, abandonedLagSeconds: late } = channel;
    lags.set(id, seconds === undefined ? DEFAULT_LAG : seconds * MILLISECONDS);
    if (late !== undefined) abandonedLags.set(id, late * MILLISECONDS);
  }
  const { refusedFiles } = configuration;
  return {
    budgets,
    visibilityLag: lags,
    abandonedLag: abandonedLags,
    ...(refusedFiles === undefined ? {} : { onRefusedFile: refusedFiles }),
  };
}
