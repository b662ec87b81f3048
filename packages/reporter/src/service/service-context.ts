import { type Clock, systemClock } from "../clock.ts";
import type { Reporter } from "../reporter.ts";
import { backOff } from "./back-off.ts";
import { ChannelStates } from "./channel-states.ts";
import type { ServiceEvent, ServiceOptions } from "./service.ts";

/** What the parts of a service share. */
export interface ServiceContext {
  readonly reporter: Reporter;
  readonly channels: readonly string[];
  readonly states: ChannelStates;
  readonly interval: number;
  readonly followInterval: number;
  readonly followTurn: number;
  readonly signal: AbortSignal;
  /** Tells the listener; what it does wrong is no reason to stop. */
  readonly tell: (event: ServiceEvent) => void;
  /** Waits, shorter when the service ends or the signal is aborted. */
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Tells how long to leave a channel alone that failed so often in a row. */
  readonly backOff: (failures: number, error: unknown) => number;
}

/** The longest wait for a channel whose whole report failed, in milliseconds. */
const LONGEST_OF_REPORTS = 900_000;
/** The same for single deliveries: others wait for their places. */
const LONGEST_OF_DELIVERIES = 60_000;

async function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Fills in the defaults.
 *
 * @param options - What the caller gave.
 * @param signal - Ends the service.
 * @returns What its parts share.
 */
export function toServiceContext(options: ServiceOptions, signal: AbortSignal): ServiceContext {
  const { reporter, channels, clock = systemClock, random = Math.random, onEvent } = options;
  const longest = options.shared === undefined ? LONGEST_OF_REPORTS : LONGEST_OF_DELIVERIES;
  return {
    reporter,
    channels,
    states: new ChannelStates(channels, clock),
    interval: options.interval ?? 60_000,
    followInterval: options.followInterval ?? 3_600_000,
    followTurn: options.followTurn ?? 2_000,
    signal,
    tell: (event) => {
      try {
        onEvent?.(event);
      } catch {
        // A listener's defect must not keep usage from being reported.
      }
    },
    pause: (milliseconds, also) =>
      sleep(clock, milliseconds, also === undefined ? signal : AbortSignal.any([signal, also])),
    backOff: (failures, error) => backOff(failures, error, { random, longest }),
  };
}
