import { createPeriod, deriveRecordId, Quantity, type UsageRecord } from "@usage-billing/core";
import type { ChannelName } from "../channel-name.ts";
import { createRandom, type Random } from "../random.ts";
import { CONTRACTS, contractId, PRODUCT, SUBSCRIPTIONS, subscriptionId } from "./catalogue.ts";

/** Which records are made: the same plan gives the same records in every process. */
export interface InputPlan {
  /** What quantities and notes are drawn from. */
  readonly seed: number;
  /** The round, counted from 0; no two rounds have a record in common. */
  readonly round: number;
  /** How many records each channel gets. */
  readonly counts: Readonly<Record<ChannelName, number>>;
  /** How many of each channel's records, the last ones, are for subscriptions that it does not know. */
  readonly strangers?: number;
}

const HOUR = 3_600_000;
/** No clock of the account's time zone is changed in the months after it. */
const START = Date.UTC(2026, 3, 1);
const METERS = {
  connect: ["STORAGE-GB", "API-CALLS", "SEAT-PRO"],
  twocheckout: ["SEATS", "STORAGE_MB", "API_CALLS"],
} as const;

const NOTES = ["night run", "Überlauf & Rest", 'said "so", twice', "日本語のメモ", "a;b,c | d"];

/** Sizes from nothing to many digits, with as many decimals as the channel and meter take. */
function drawQuantity(random: Random, decimals: number): Quantity {
  const whole = random.below(10 ** (1 + random.below(7)));
  if (decimals === 0 || random.below(4) === 0) return Quantity.parse(String(whole + 1));
  const fraction = String(1 + random.below(10 ** decimals - 1)).padStart(decimals, "0");
  return Quantity.parse(`${whole}.${fraction}`);
}

function decimalsOf(channel: ChannelName, meter: string | undefined): number {
  if (channel === "rebilly") return 3;
  return meter === "STORAGE-GB" ? 4 : 0;
}

/** Record number `index` of a channel: subscriptions take turns, so that each delivery gets its share. */
function makeRecord(
  channel: ChannelName,
  index: number,
  plan: Pick<InputPlan, "seed" | "round"> & {
    readonly subscriptions: number;
    readonly known: number;
  },
): UsageRecord {
  const random = createRandom(plan.seed, plan.round, channel.length, index);
  const place = index % plan.subscriptions;
  const subscription = subscriptionId(channel, index < plan.known ? place : SUBSCRIPTIONS + place);
  const meter = channel === "rebilly" ? undefined : random.pick(METERS[channel]);
  const start = START + Math.floor(index / plan.subscriptions) * HOUR;
  const period = createPeriod(start, start + HOUR);
  const facts = { source: "campaign", channel, subscription, period, revision: plan.round };
  const withNote = channel !== "rebilly" && random.below(3) === 0;
  return {
    recordId: deriveRecordId({ ...facts, ...(meter === undefined ? {} : { meter }) }),
    channel,
    subscription,
    ...(meter === undefined ? {} : { meter }),
    quantity: drawQuantity(random, decimalsOf(channel, meter)),
    period,
    ...(withNote ? { description: random.pick(NOTES) } : {}),
    ...(channel === "connect"
      ? {
          attributes: {
            product: PRODUCT,
            contract: contractId(place % CONTRACTS),
            currency: "USD",
          },
        }
      : {}),
  };
}

/** How many subscriptions share a channel's records: about 20 records each, so that arrays are worth it. */
function countSubscriptions(records: number): number {
  return Math.min(SUBSCRIPTIONS, Math.max(1, Math.ceil(records / 20)));
}

/**
 * Makes a channel's records of a round.
 *
 * @param plan - Seed, round and counts.
 * @param channel - The channel.
 * @returns The records in the order in which they are taken in.
 */
export function makeRecords(plan: InputPlan, channel: ChannelName): readonly UsageRecord[] {
  const count = plan.counts[channel];
  const subscriptions = countSubscriptions(count);
  const { seed, round, strangers = 0 } = plan;
  const known = count - strangers;
  return Array.from({ length: count }, (_, index) =>
    makeRecord(channel, index, { seed, round, subscriptions, known }),
  );
}
