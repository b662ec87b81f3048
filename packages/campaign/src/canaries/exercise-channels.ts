import { createConnectChannel } from "@usage-billing/connect";
import type { Channel, UsageRecord } from "@usage-billing/core";
import { createTransport } from "@usage-billing/http";
import { createFakeClock } from "@usage-billing/http/testing";
import { openLedger } from "@usage-billing/ledger";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createReporter } from "@usage-billing/reporter";
import { sampleCatalogue } from "@usage-billing/twins";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";
import { CHANNELS } from "../channel-name.ts";
import { makeRecords } from "../input/make-records.ts";
import type { Exhibit } from "./find-leaks.ts";
import { recordTelemetry } from "./record-telemetry.ts";
import { CANARIES } from "./secrets.ts";

const SUBSCRIPTIONS = {
  connect: "AS-1001-0000-0001",
  rebilly: "sub_twin_storage_001",
  twocheckout: "TWIN000001",
};

function createChannels(urls: readonly string[]) {
  const [connect = "", rebilly = "", twocheckout = ""] = urls;
  const transport = createTransport({ timeout: 300 });
  const shared = { transport, timeout: 300, clock: createFakeClock(Date.now()) };
  const { merchantCode, timeZone } = sampleCatalogue.twocheckout;
  const { organizationId } = sampleCatalogue.rebilly;
  const channels: readonly Channel[] = [
    createConnectChannel({ ...shared, baseUrl: connect, apiKey: CANARIES.connectToken }),
    createRebillyChannel({
      ...{ ...shared, baseUrl: rebilly, organizationId },
      apiKey: CANARIES.rebillyKey,
    }),
    createTwoCheckoutChannel({
      ...{ ...shared, baseUrl: twocheckout, merchantCode, timeZone },
      secretKey: CANARIES.twoCheckoutKey,
    }),
  ];
  return { channels: new Map(channels.map((channel) => [channel.id, channel])), shared };
}

function makeInput(round: number): readonly UsageRecord[] {
  const counts = { connect: 3, rebilly: 3, twocheckout: 3 };
  return CHANNELS.flatMap((name) =>
    makeRecords({ seed: 3, round, counts }, name).map((record) => ({
      ...record,
      subscription: SUBSCRIPTIONS[name],
      ...(name === "connect"
        ? { attributes: { ...record.attributes, contract: "CRD-41560-05399-12345" } }
        : {}),
    })),
  );
}

/** Calls every method of a channel that reaches it, and keeps what it throws. */
async function callAll(
  channel: Channel,
  record: UsageRecord,
  keep: (place: string, value: unknown) => void,
): Promise<void> {
  const [delivery] = channel.plan([record]);
  if (delivery === undefined) throw new Error("nothing was planned");
  const sent = { record, reference: "UF-2026-11-1111-1111", delivery };
  const { start } = record.period;
  const query = { from: start, to: start + 1, subscriptions: [record.subscription] };
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    settle: () => channel.settle(delivery),
    follow: () => channel.follow(delivery),
    list: () => Array.fromAsync(channel.list(query)),
    retract: () => channel.retract(sent),
    correct: () => channel.correct(sent, { ...record, recordId: `${record.recordId}-2` }),
  };
  for (const [name, call] of Object.entries(calls)) {
    try {
      keep(`${channel.id} ${name}`, await call());
    } catch (error) {
      keep(`${channel.id} ${name}`, error);
    }
  }
}

/**
 * Does everything that a channel can be asked for, and keeps everything that is said.
 *
 * @param ledgerFile - Where the ledger is made.
 * @param urls - Where Connect, Rebilly and 2Checkout are.
 * @param round - Makes records that no other round has.
 * @returns Errors, answers, progress, spans, counters, ledger entries and the objects themselves.
 */
export async function exerciseChannels(
  ledgerFile: string,
  urls: readonly string[],
  round: number,
): Promise<readonly Exhibit[]> {
  const exhibits: Exhibit[] = [];
  const keep = (place: string, value: unknown) => exhibits.push({ place, value });
  const { channels, shared } = createChannels(urls);
  const ledger = openLedger(ledgerFile);
  const reporter = createReporter({
    ...{ channels, ledger, clock: shared.clock },
    telemetry: recordTelemetry((exhibit) => exhibits.push(exhibit)),
    onProgress: (progress) => keep("progress", progress),
  });
  const records = makeInput(round);
  await reporter.takeIn(records);
  for (let run = 0; run < 2; run += 1) {
    const summary = await reporter.report();
    keep("summary", summary);
    for (const { error, failures } of summary.channels) {
      if (error !== undefined) keep("channel error", error);
      for (const failure of failures) keep("failure", failure.error);
    }
  }
  keep("follow", await reporter.follow());
  for (const record of records.filter((_, index) => index % 3 === 0)) {
    const channel = channels.get(record.channel);
    if (channel === undefined) continue;
    keep("channel", channel);
    await callAll(channel, record, keep);
  }
  for (const { recordId } of records) keep("history", await ledger.history(recordId));
  keep("reporter", reporter);
  keep("ledger", ledger);
  await ledger.close();
  await shared.transport.close();
  return exhibits;
}
