import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseInstant } from "@usage-billing/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfiguration } from "./load-configuration.ts";
import { listSchedules } from "./schedules.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "schedules-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const CHANNELS = {
  connect: { api: "connect" },
  rebilly: { api: "rebilly", organizationId: "org_1" },
};

async function load(schedule: unknown, more: object = {}) {
  const file = join(folder, "usage-billing.config.json");
  const channels = Object.keys(CHANNELS);
  const metering = { channels, files: "exports/{day:yyyy-MM-dd}.csv", schedule, ...more };
  writeFileSync(file, JSON.stringify({ channels: CHANNELS, sources: { metering } }));
  const configuration = await loadConfiguration(file);
  return listSchedules(configuration.sources, configuration.channels);
}

const since = "2026-10-01";

describe("the schedule of a source", () => {
  it("follows each channel's recommendation, in the source's time zone", async () => {
    const plans = await load({ since }, { zone: "Europe/Zurich" });
    const common = { timeZone: "Europe/Zurich", since: parseInstant("2026-09-30T22:00:00Z") };
    expect(plans).toMatchObject([
      { source: "metering", channel: "connect", schedule: { every: "day", ...common } },
      { source: "metering", channel: "rebilly", schedule: { every: "hour", ...common } },
    ]);
  });

  it("is by hand only where there is none", async () => {
    expect(await load(undefined)).toEqual([]);
  });

  it("may be otherwise for a channel", async () => {
    const [connect, rebilly] = await load({
      since,
      every: "month",
      dayOfMonth: 20,
      channels: { rebilly: { every: "day", deadline: { daysAfterEnd: 3 } } },
    });
    expect(connect?.schedule).toMatchObject({ every: "month", dayOfMonth: 20 });
    expect(rebilly?.schedule).toMatchObject({ every: "day", deadline: { daysAfterEnd: 3 } });
    expect(rebilly?.schedule).not.toHaveProperty("dayOfMonth");
  });

  it.each<[unknown, string]>([
    [{}, 'sources.metering.schedule lacks "since"'],
    [
      { since, timeZone: "Europe/Atlantis" },
      'sources.metering.schedule.timeZone "Europe/Atlantis"',
    ],
    [{ since: "soon" }, 'sources.metering.schedule.since "soon" is no day'],
    [{ since, hourly: true }, 'sources.metering.schedule has the unknown member "hourly"'],
    [{ since, at: "6:00" }, "sources.metering.schedule.at must match pattern"],
    [
      { since, channels: { stripe: { every: "day" } } },
      'sources.metering.schedule.channels names "stripe", which the source has no usage of',
    ],
    [
      { since, channels: { rebilly: { timeZone: "Mars" } } },
      'sources.metering.schedule.channels.rebilly.timeZone "Mars" is unknown',
    ],
    [
      { since, channels: { rebilly: { channels: {} } } },
      'sources.metering.schedule.channels.rebilly has the unknown member "channels"',
    ],
  ])("is refused: %j", async (schedule, message) => {
    await expect(load(schedule)).rejects.toThrow(message);
    await expect(load(schedule)).rejects.toThrow(join(folder, "usage-billing.config.json"));
  });
});
