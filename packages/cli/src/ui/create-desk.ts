import { UsageBillingError } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import { createReporter } from "@usage-billing/reporter";
import type { Failure, UiDesk } from "@usage-billing/ui";
import { CommandError } from "../command-error.ts";
import { userName } from "../commands/user-name.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { createPlanners } from "../configuration/create-planners.ts";
import { readReporterSettings } from "../configuration/reporter-settings.ts";
import type { CommandContext } from "../context.ts";
import { parseBillingPeriod } from "../input/parse-billing-period.ts";
import { isInUse } from "../ledger/is-in-use.ts";
import { describeError } from "../output/describe-error.ts";
import { readProducts } from "../records/read-products.ts";
import { explainOnPage } from "./explain-on-page.ts";

/** How the page gets at the ledger. */
export interface DeskAccess {
  readonly use: <Result>(work: (ledger: Ledger) => Promise<Result>) => Promise<Result>;
  readonly isShared: boolean;
  readonly channels: readonly string[];
  /** Who changes something; the user of this machine when left out. */
  readonly by?: string;
}

/**
 * Says what went wrong where somebody can act on it.
 *
 * @param error - What was thrown.
 * @returns The words; undefined for a defect.
 */
function describeFailure(error: unknown): Failure | undefined {
  if (isInUse(error)) {
    const message =
      "Another process has the ledger. What is shown is older; this page tries again by itself.";
    return { message, isPassing: true };
  }
  if (error instanceof CommandError) return { message: error.message, isPassing: false };
  if (!UsageBillingError.isInstance(error)) return undefined;
  return { message: describeError(error), isPassing: error.retryable };
}

/**
 * Makes what the page works with: the words of this command, and the configured channels.
 *
 * @param configuration - The configuration.
 * @param access - How to get at the ledger, and which channels are shown.
 * @param context - The environment, and where it is said what went wrong inside.
 * @returns The desk.
 */
export function createDesk(
  configuration: Configuration,
  access: DeskAccess,
  context: CommandContext,
): UiDesk {
  const { use, isShared, channels, by = "" } = access;
  const settings = readReporterSettings(configuration);
  const planners = createPlanners(configuration, channels);
  return {
    use,
    isShared,
    channels,
    planner: (ledger) => createReporter({ ...settings, channels: planners, ledger }),
    reporter: (ledger, channel) =>
      createReporter({
        ...settings,
        channels: createChannels(configuration, [channel], context),
        ledger,
      }),
    check: (record) => planners.get(record.channel)?.check(record) ?? [],
    explain: (ledger, held) => explainOnPage(ledger, held, configuration),
    parsePeriod: parseBillingPeriod,
    describeFailure,
    source: configuration.source,
    by: by.trim() || userName(),
    products: readProducts(configuration),
    onError: (error) => context.warn(describeError(error as Error)),
    ...(context.now === undefined ? {} : { now: context.now }),
  };
}
