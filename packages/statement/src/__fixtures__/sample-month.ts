import { Quantity } from "@usage-billing/core";
import type { Aim, Aimed } from "./fill-ledger.ts";

/** October 2026. */
export const OCTOBER = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) } as const;

const DAY = 86_400_000;

/** A meter of the sample, with the subscriptions that use it. */
interface SampleMeter {
  readonly channel: string;
  readonly product?: string;
  readonly meter?: string;
  readonly subscriptions: readonly string[];
  /** About how much is used a day, in thousandths. */
  readonly level: number;
}

const METERS: readonly SampleMeter[] = [
  {
    channel: "connect",
    product: "PRD-276-377-545",
    meter: "STORAGE-GB",
    subscriptions: ["AS-1001-0000-0001", "AS-1001-0000-0002", "AS-1001-0000-0003"],
    level: 240_000,
  },
  {
    channel: "connect",
    product: "PRD-276-377-545",
    meter: "TRANSFER-GB",
    subscriptions: ["AS-1001-0000-0001", "AS-1001-0000-0002"],
    level: 60_500,
  },
  { channel: "rebilly", subscriptions: ["sub_storage_001", "sub_storage_002"], level: 31_250 },
  {
    channel: "twocheckout",
    meter: "API_CALLS",
    subscriptions: ["7B2C4D1E00", "<script>alert('a')</script>"],
    level: 15_000_000,
  },
];

/** How the days of the month stand: billed first, then accepted, then a tail that is open. */
function aimOf(day: number, at: number): Aim {
  if (day === 30) return "waiting";
  if (day === 29) return at % 2 === 0 ? "unknown" : "waiting";
  if (day === 17 && at === 1) return "refused";
  if (day === 12 && at === 2) return "disputed";
  if (day === 8 && at === 0) return "corrected";
  if (day === 14 && at === 6) return "credited";
  if (day === 21 && at === 3) return "partial";
  return day < 20 ? "billed" : day < 26 ? "accepted" : "pending";
}

/** Something between 0 and 1 that is different for every day and meter, and always the same. */
function wave(day: number, at: number): number {
  return ((day * 7_919 + at * 104_729) % 1_000) / 1_000;
}

function toRecord(one: SampleMeter, subscription: string, place: { day: number; at: number }) {
  const { channel, product, meter, level } = one;
  const { day, at } = place;
  const weekend = (day + 3) % 7 < 2 ? 0.45 : 1;
  const thousandths = Math.round(level * weekend * (0.7 + 0.6 * wave(day, at)));
  const start = OCTOBER.start + day * DAY;
  const whole = meter === "API_CALLS";
  return {
    recordId: `${channel}-${meter ?? "usage"}-${at}-${day + 1}`,
    channel,
    subscription,
    ...(meter === undefined ? {} : { meter }),
    ...(product === undefined ? {} : { attributes: { product } }),
    quantity: Quantity.parse(
      whole ? `${Math.round(thousandths / 1_000)}` : `${thousandths / 1_000}`,
    ),
    period: { start, end: start + DAY },
  };
}

/**
 * Makes a believable month of three channels.
 *
 * @returns The records of October 2026, and what each is brought to.
 */
export function sampleMonth(): readonly Aimed[] {
  const uses = METERS.flatMap((one) =>
    one.subscriptions.map((subscription) => ({ one, subscription })),
  );
  return uses.flatMap(({ one, subscription }, at) =>
    Array.from({ length: 31 }, (_, day) => ({
      record: toRecord(one, subscription, { day, at }),
      aim: aimOf(day, at),
    })),
  );
}
