import type { Ledger } from "@usage-billing/ledger";
import { type Clock, systemClock } from "./clock.ts";
import type { Progress, ReporterOptions } from "./reporter.ts";

/** A reporter's options with their defaults. */
export interface Settings {
  readonly channels: ReporterOptions["channels"];
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly concurrency: number;
  readonly visibilityLag: number;
  readonly settleDelays: readonly number[];
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Fills in the defaults.
 *
 * @param options - What the caller gave.
 * @returns Every setting.
 */
export function toSettings(options: ReporterOptions): Settings {
  const { onProgress } = options;
  return {
    channels: options.channels,
    ledger: options.ledger,
    clock: options.clock ?? systemClock,
    concurrency: options.concurrency ?? 16,
    visibilityLag: options.visibilityLag ?? 2_000,
    settleDelays: options.settleDelays ?? [1_000, 4_000],
    onProgress: (progress) => {
      try {
        onProgress?.(progress);
      } catch {
        // What a listener does wrong is no reason to stop half-way through a delivery.
      }
    },
  };
}
