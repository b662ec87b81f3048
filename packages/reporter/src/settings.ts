import type { Channel, UsageRecord, WriteBudget } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import { type Budget, createBudget } from "./budget/write-budget.ts";
import { writesOfDelivery } from "./budget/writes.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createReporterMemory } from "./follow/reporter-memory.ts";
import type { ResentMemory } from "./follow/resent-memory.ts";
import type { Progress, RefusedFilePolicy, Repair, ReporterOptions } from "./options.ts";
import { createTelemetry, type Telemetry } from "./telemetry/telemetry.ts";

/** A time that is the same for every channel, or one for each. */
type PerChannel = ReporterOptions["visibilityLag"];

/** A reporter's options with their defaults. */
export interface Settings {
  readonly channels: ReporterOptions["channels"];
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: () => number;
  readonly concurrency: number;
  readonly budgets: ReadonlyMap<string, Budget>;
  readonly writeBudgets: ReadonlyMap<string, WriteBudget>;
  readonly visibilityLag: (channel: string) => number;
  readonly abandonedLag: (channel: string) => number;
  readonly settleDelays: readonly number[];
  readonly onRefusedFile: RefusedFilePolicy;
  readonly repair: Repair;
  readonly telemetry: Telemetry;
  readonly lateArrivalWindow: number;
  readonly resent: ResentMemory;
  readonly onProgress: (progress: Progress) => void;
}

function toLag(option: PerChannel, ordinary: number): (channel: string) => number {
  return (channel) =>
    typeof option === "object" ? (option.get(channel) ?? ordinary) : (option ?? ordinary);
}

function findBudget(
  { capabilities }: Channel,
  given: WriteBudget | "none" | undefined,
): WriteBudget | undefined {
  return given === "none" ? undefined : (given ?? capabilities.writeBudget);
}

/** What each channel may write. Only what a caller hands over for several channels is shared by them. */
function toWriteBudgets({ channels, budgets }: ReporterOptions): Map<string, WriteBudget> {
  const found = new Map<string, WriteBudget>();
  for (const [id, channel] of channels) {
    const given = budgets?.get(id);
    const budget = findBudget(channel, given);
    if (budget !== undefined) found.set(id, given === undefined ? { ...budget } : budget);
  }
  return found;
}

function toBudgets(
  { channels }: ReporterOptions,
  writeBudgets: ReadonlyMap<string, WriteBudget>,
  clock: Clock,
): Map<string, Budget> {
  const budgets = new Map<string, Budget>();
  for (const [budget, group] of Map.groupBy(writeBudgets, ([, shared]) => shared)) {
    const members = group.map(([channel]) => ({
      channel,
      writes: writesOfDelivery(channels.get(channel)),
    }));
    const shared = createBudget(budget, { clock, members });
    for (const { channel } of members) budgets.set(channel, shared);
  }
  return budgets;
}

const leaveRefused = (_record: UsageRecord): undefined => undefined;

/**
 * Fills in the defaults.
 *
 * @param options - What the caller gave.
 * @returns Every setting.
 */
export function toSettings(options: ReporterOptions): Settings {
  const { onProgress, clock = systemClock } = options;
  const writeBudgets = toWriteBudgets(options);
  return {
    channels: options.channels,
    ledger: options.ledger,
    clock,
    random: options.random ?? Math.random,
    concurrency: options.concurrency ?? 16,
    writeBudgets,
    budgets: toBudgets(options, writeBudgets, clock),
    visibilityLag: toLag(options.visibilityLag, 2_000),
    abandonedLag: toLag(options.abandonedLag, 30_000),
    settleDelays: options.settleDelays ?? [1_000, 4_000],
    onRefusedFile: options.onRefusedFile ?? "drop-named-rows",
    repair: options.repair ?? leaveRefused,
    lateArrivalWindow: options.lateArrivalWindow ?? 600_000,
    resent: (options.memory ?? createReporterMemory()).resent,
    telemetry: createTelemetry(options.telemetry),
    onProgress: (progress) => {
      try {
        onProgress?.(progress);
      } catch {
        // What a listener does wrong is no reason to stop half-way through a delivery.
      }
    },
  };
}
