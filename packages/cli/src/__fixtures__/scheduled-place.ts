import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createWorkplace, type Workplace } from "./workplace.ts";

const CHANNELS = {
  rebilly: { api: "rebilly", organizationId: "org_twin_sample" },
  twocheckout: { api: "twocheckout", merchantCode: "TWINCODE", timeZone: "Europe/Bucharest" },
};

/** A source whose daily files go to Rebilly, from 1 October 2026 on. */
export const DAILY = {
  channels: ["rebilly"],
  files: "usage/{day:yyyy-MM-dd}.csv",
  schedule: { since: "2026-10-01", every: "day", at: "00:10" },
};

const HEADER = "subscription,quantity,start,end";

/** A workplace with sources. */
export interface ScheduledPlace extends Workplace {
  /** Writes the sources of the configuration. */
  configure(sources: Readonly<Record<string, unknown>>): void;
  /** Writes a day's file of a folder: a row for each quantity. */
  day(date: string, quantities: readonly string[], folder?: string): string;
  /** Sets the clock. */
  at(instant: string): void;
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * Starts the twins and makes a folder with a source that has a schedule.
 *
 * @returns The place; close it in the end.
 */
export async function createScheduledPlace(): Promise<ScheduledPlace> {
  const place = await createWorkplace();
  const scheduled: ScheduledPlace = {
    ...place,
    configure(sources) {
      const configuration = { source: "tests", ledger: "ledger.db", channels: CHANNELS, sources };
      place.write("usage-billing.config.json", JSON.stringify(configuration));
    },
    day(date, quantities, folder = "usage") {
      const period = `${date}T00:00:00Z,${nextDay(date)}T00:00:00Z`;
      const rows = quantities.map((quantity, index) => {
        return `sub_twin_storage_00${index + 1},${quantity},${period}`;
      });
      mkdirSync(dirname(place.write("here", "").replace(/here$/, `${folder}/x`)), {
        recursive: true,
      });
      return place.write(`${folder}/${date}.csv`, [HEADER, ...rows, ""].join("\n"));
    },
    at(instant) {
      place.clock.now = () => Date.parse(instant);
    },
  };
  scheduled.configure({ metering: DAILY });
  return scheduled;
}
