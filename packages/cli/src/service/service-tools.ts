import type { Channel } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import { createReporter, type Reporter, type ReporterMemory } from "@usage-billing/reporter";
import type { Logger } from "pino";
import type { Configuration } from "../configuration/configuration.ts";
import { readReporterSettings } from "../configuration/reporter-settings.ts";
import type { CommandContext } from "../context.ts";
import type { ServiceMetrics } from "./service-metrics.ts";

/** What a service works with. */
export interface ServiceTools {
  readonly configuration: Configuration;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Environment and signal; what is warned of goes to the log. */
  readonly context: Pick<CommandContext, "environment" | "now" | "signal" | "warn">;
  readonly log: Logger;
  readonly metrics: ServiceMetrics;
}

/**
 * Makes the reporter of a service.
 *
 * @param tools - The service's tools.
 * @param ledger - The ledger, open.
 * @param memory - What a service that opens its ledger again and again remembers of what it sent again.
 * @returns The reporter, which tells the metrics what it does.
 */
export function createServiceReporter(
  tools: ServiceTools,
  ledger: Ledger,
  memory?: ReporterMemory,
): Reporter {
  const { configuration, channels, metrics } = tools;
  const { onProgress } = metrics;
  return createReporter({
    ...readReporterSettings(configuration),
    ...{ channels, ledger, onProgress },
    ...(memory === undefined ? {} : { memory }),
  });
}
