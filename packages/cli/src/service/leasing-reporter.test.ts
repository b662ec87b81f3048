import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Channel, Quantity } from "@usage-billing/core";
import {
  createReporter,
  createService,
  type ReporterOptions,
  type ServiceEvent,
} from "@usage-billing/reporter";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createWorkplace, HEADER, type Workplace } from "../__fixtures__/workplace.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import { openConfiguredLedger } from "../ledger/open-configured-ledger.ts";
import { createLeasingReporter } from "./leasing-reporter.ts";
import { createLedgerLease, type LeaseTimes } from "./ledger-lease.ts";

let place: Workplace;
let config: string;
beforeEach(async () => {
  place = await createWorkplace();
  config = place.write("c", "").replace(/c$/, "usage-billing.config.json");
});
afterEach(() => place.close());

function writeHours(hours: number): string {
  const lines = Array.from({ length: hours }, (_, hour) => {
    const start = new Date(Date.UTC(2026, 9, 1, hour)).toISOString();
    const end = new Date(Date.UTC(2026, 9, 1, hour + 1)).toISOString();
    return `rebilly,sub_twin_storage_001,,1,${start},${end},`;
  });
  return place.write("usage.csv", [HEADER, ...lines, ""].join("\n"));
}

interface Leased {
  readonly change?: (channel: Channel) => Partial<Channel>;
  readonly times?: LeaseTimes;
  readonly clock?: ReporterOptions["clock"];
}

/** Makes what a service on a file works with, for Rebilly alone. */
async function lease({ change = () => ({}), times, clock }: Leased) {
  const configuration = await loadConfiguration(config);
  const { environment } = place;
  const [rebilly] = createChannels(configuration, ["rebilly"], { environment }).values();
  if (rebilly === undefined) throw new Error("the configuration has no Rebilly");
  const channels = new Map([[rebilly.id, { ...rebilly, ...change(rebilly) }]]);
  const context = { environment, signal: new AbortController().signal, warn: () => undefined };
  const access = { create: true, wait: Number.POSITIVE_INFINITY };
  const opened: number[] = [];
  return {
    opened,
    reporter: createLeasingReporter({
      lease: createLedgerLease(() => openConfiguredLedger(configuration, access, context), times),
      createReporter: (ledger, memory) =>
        createReporter({ channels, ledger, memory, ...(clock === undefined ? {} : { clock }) }),
      afterWork: async (ledger) => void opened.push((await ledger.sums()).length),
    }),
  };
}

/** Asks for the status in a process of its own. */
function spawnStatus() {
  const node = ["--conditions=@usage-billing/source", join(import.meta.dirname, "..", "main.ts")];
  const args = [...node, "status", "--config", config, "--wait", "60s"];
  const env = { ...process.env, ...place.environment };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "exit");
  const waits = Promise.withResolvers<void>();
  createInterface(child.stderr).on("line", (line) => {
    if (line.includes("Another process has the ledger")) waits.resolve();
  });
  return { ended, waits: waits.promise };
}

it("lets another process have the ledger before everything is followed", async () => {
  expect((await place.command("report", writeHours(60))).status).toBe(0);
  const other = Promise.withResolvers<ReturnType<typeof spawnStatus>>();
  const change = ({ follow }: Channel): Partial<Channel> => ({
    follow: async (...delivery) => {
      await (await other.promise).waits;
      return follow(...delivery);
    },
  });
  const { reporter, opened } = await lease({ change, times: { turn: 0 } });
  const events: ServiceEvent[] = [];
  const service = createService({
    reporter,
    channels: ["rebilly"],
    followTurn: 0,
    onEvent: (event) => {
      events.push(event);
      if (event.kind === "reported") other.resolve(spawnStatus());
    },
  });
  service.start();
  const { ended } = await other.promise;
  expect(await ended).toEqual([0, null]);
  const turns = events.flatMap((event) => (event.kind === "followed" ? [event.summary] : []));
  expect(turns.length).toBeGreaterThan(0);
  expect(turns.filter(({ next }) => next === undefined)).toEqual([]);
  expect(opened).toHaveLength(1);
  await service.stop();
}, 60_000);

it("knows what it sent again also after the ledger was closed", async () => {
  place.twins.rebilly.arm({ kind: "reset-before-storing", method: "POST" });
  let now = Date.now();
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  const { reporter, opened } = await lease({ clock });
  const record = {
    ...{ recordId: "again-1", channel: "rebilly", subscription: "sub_twin_storage_001" },
    quantity: Quantity.parse("1"),
    period: { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 9, 2) },
  };
  await reporter.takeIn([record]);
  await reporter.report();
  expect(place.twins.rebilly.usage()).toHaveLength(1);
  now += 600_000;
  const { channels } = await reporter.follow({ only: "resent" });
  expect(channels.map(({ deliveries }) => deliveries)).toEqual([1]);
  expect(opened).toHaveLength(3);
});
