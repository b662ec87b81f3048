import { formatInstant } from "@usage-billing/core";
import type { Ledger, RecordState } from "@usage-billing/ledger";
import { STATE_MEANINGS } from "@usage-billing/statement";
import type { UiDesk } from "../options.ts";
import type { CountView, Overview, StateCount } from "../views.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { LISTED_STATES } from "./listed-states.ts";

const WORDS = Object.fromEntries(
  Object.entries(STATE_MEANINGS).map(([state, { words }]) => [state, words]),
);

async function countAttention(
  ledger: Ledger,
  channels: readonly string[],
): Promise<readonly StateCount[]> {
  const counts = new Map<string, number>();
  for (const { channel, state, count } of await ledger.sums({ states: LISTED_STATES })) {
    const key = JSON.stringify([state, channel]);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return LISTED_STATES.flatMap((state: RecordState) =>
    channels.flatMap((channel) => {
      const records = counts.get(JSON.stringify([state, channel]));
      return records === undefined ? [] : [{ channel, state, records }];
    }),
  );
}

/**
 * Collects what the first page shows. It reads only what the ledger has an index of.
 *
 * @param ledger - The ledger.
 * @param desk - The channels and the time.
 * @param count - The last count of all records.
 * @returns The overview.
 */
export async function collectOverview(
  ledger: Ledger,
  { channels, now = Date.now }: Pick<UiDesk, "channels" | "now">,
  count: CountView,
): Promise<Overview> {
  const attention = await countAttention(ledger, channels);
  const unfinished: { channel: string; records: number }[] = [];
  for (const channel of channels) {
    unfinished.push({ channel, records: await ledger.pendingCount(channel) });
  }
  return {
    ledger: ledger.file,
    takenAt: formatInstant(now()),
    channels,
    attention,
    unfinished,
    ...(await listDeliveries(ledger, channels)),
    count,
    words: WORDS,
  };
}
