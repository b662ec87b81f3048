import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { formatInstant, parseInstant } from "@usage-billing/core";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createScheduledPlace,
  DAILY,
  type ScheduledPlace,
} from "./__fixtures__/scheduled-place.ts";

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
});
afterEach(() => place.close());

const report = (...args: readonly string[]) => place.command("report", "--due", ...args);
const reported = () => place.twins.rebilly.usage().map(({ quantity }) => String(quantity));

async function withLedger<Result>(work: (ledger: Ledger) => Promise<Result>): Promise<Result> {
  const ledger = openLedger(place.write("place", "").replace(/place$/, "ledger.db"));
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

function dayOf(index: number): string {
  return formatInstant(Date.UTC(2026, 9, 1 + index)).slice(0, 10);
}

describe("report --due", () => {
  it("reports each window once, when it is due", async () => {
    place.day("2026-10-01", ["1.5", "2"]);
    place.at("2026-10-02T00:09:00Z");
    expect((await report()).out).toContain(
      "Nothing is due. The next run is at 2026-10-02T00:10:00Z.",
    );
    place.at("2026-10-02T00:10:00Z");
    const first = await report();
    expect([first.status, first.err]).toEqual([0, ""]);
    expect(first.out).toMatch(/metering +rebilly +2026-10-01\S+ +2 +3.5 +2 +done/);
    expect((await report()).out).toContain("Nothing is due");
    place.day("2026-10-02", ["4"]);
    place.at("2026-10-03T08:00:00Z");
    expect((await report("--json")).status).toBe(0);
    expect(reported().sort()).toEqual(["1.5", "2", "4"]);
  });

  it("makes up for 31 days offline, in order of deadline, and says what is late with its amount", async () => {
    for (let day = 0; day < 31; day += 1) place.day(dayOf(day), [String(day + 1)]);
    place.at("2026-11-01T00:10:00Z");
    const { status, out } = await report("--json");
    const { windows } = JSON.parse(out);
    const deadlines = windows.map(({ deadline }: { deadline: string }) => deadline);
    expect(status).toBe(0);
    expect(windows).toHaveLength(31);
    expect(deadlines).toEqual([...deadlines].sort());
    expect(windows[0]).toMatchObject({ isPastDeadline: true, records: 1, quantity: "1" });
    expect(reported()).toHaveLength(31);
    const shown = await place.command("schedule");
    expect(shown.status).toBe(0);
    expect(shown.out).toContain("done after its deadline (1 record, quantity 2)");
  });

  it("takes up a window that was begun before a crash, with the same ends and no record twice", async () => {
    place.day("2026-10-01", ["1.5"]);
    place.at("2026-10-02T01:00:00Z");
    await report();
    const period = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 9, 2) };
    const begun = { state: "failed" as const, records: 1, reason: "begun: cut off" };
    await withLedger((ledger) =>
      ledger.commitWindow({ source: "metering", channel: "rebilly", period, ...begun }),
    );
    const zurich = { ...DAILY.schedule, timeZone: "Europe/Zurich" };
    place.configure({ metering: { ...DAILY, schedule: zurich, outsideWindow: "skip" } });
    const { out } = await report("--json", "--period", "2026-10-01");
    expect(JSON.parse(out).windows).toMatchObject([
      { window: { start: "2026-10-01T00:00:00Z" }, added: 0, known: 1, state: "done" },
    ]);
    expect(reported()).toEqual(["1.5"]);
  });
});

describe("report --due of what cannot be read", () => {
  beforeEach(() => place.at("2026-10-03T00:10:00Z"));

  it("names a column that is not there, and does not say that nothing is left to do", async () => {
    const file = place.day("2026-10-01", ["1.5"]);
    place.day("2026-10-02", ["2"]);
    place.write(
      "usage/2026-10-01.csv",
      readFileSync(file, "utf8").replace("quantity", "amount_used"),
    );
    const { status, out } = await report();
    expect(status).toBe(4);
    expect(out).toContain(
      '2026-10-01.csv:2: column "quantity": is not there; the row has subscription, amount_used, start, end (missing-column)',
    );
    expect(out).toContain("No record wants anything, but 1 window is missing");
    expect(out).not.toContain("Nothing is left to do");
  });

  it("notices columns that change between windows of one run", async () => {
    place.day("2026-10-01", ["1.5"]);
    const file = place.day("2026-10-02", ["2"]);
    const rows = readFileSync(file, "utf8").trim().split("\n");
    const wider = rows.map((row, index) => `${row},${index === 0 ? "region" : "eu"}\n`).join("");
    place.write("usage/2026-10-02.csv", wider);
    const { status, out } = await report();
    expect([status, reported()]).toEqual([4, ["1.5"]]);
    expect(out).toContain("the source has the new columns region (changed-columns)");
  });

  it("counts a day of another time zone to the month in which its middle lies", async () => {
    const row = (start: string, end: string) =>
      `subscription,meter,quantity,start,end\nTWIN000001,API_CALLS,7,${start},${end}\n`;
    place.day("2026-10-01", ["1"]);
    place.write("usage/2026-09-30.csv", row("2026-09-29T21:00:00Z", "2026-09-30T21:00:00Z"));
    place.write("usage/2026-10-01.csv", row("2026-09-30T21:00:00Z", "2026-10-01T21:00:00Z"));
    const schedule = { since: "2026-09-30", every: "day", at: "00:10" };
    const zone = "Europe/Bucharest";
    place.configure({ metering: { ...DAILY, channels: ["twocheckout"], zone, schedule } });
    place.at("2026-11-01T00:10:00Z");
    const { out } = await report("--json", "--period", "2026-10");
    const { windows } = JSON.parse(out);
    expect(windows).toHaveLength(31);
    expect(windows[0]).toMatchObject({ window: { start: "2026-09-30T21:00:00Z" }, state: "done" });
  });
});

describe("silence and zero", () => {
  beforeEach(async () => {
    place.day("2026-10-01", ["1.5"]);
    place.at("2026-10-02T00:10:00Z");
    await report();
    place.at("2026-10-03T00:10:00Z");
  });

  it("raises an alarm where no file came, and ends it when one does", async () => {
    const silent = await report();
    expect(silent.status).toBe(4);
    expect(silent.err).toContain("ALARM silent-source: metering to rebilly, 1 window");
    const shown = await place.command("schedule");
    expect([shown.status, shown.out]).toEqual([4, expect.stringContaining("yielded nothing")]);
    place.day("2026-10-02", ["2"]);
    const { status, err } = await report();
    expect([status, err]).toEqual([0, ""]);
    expect((await place.command("schedule")).status).toBe(0);
  });

  it("takes a row with the quantity 0 for what it says, although the channel has no place for it", async () => {
    place.day("2026-10-02", ["0"]);
    const { status, err, out } = await report();
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/2026-10-03T00:00:00Z +1 +0 +0 +done/);
  });

  it("takes an empty snapshot for zero, and a missing one for silence", async () => {
    place.configure({ metering: { ...DAILY, schedule: { ...DAILY.schedule, snapshot: true } } });
    expect((await report()).err).toContain("ALARM silent-source");
    place.day("2026-10-02", []);
    expect((await report()).status).toBe(0);
  });

  it("accepts that there was no usage when somebody says so", async () => {
    place.day("2026-10-02", []);
    expect((await report()).status).toBe(4);
    expect((await report("--accept-empty")).status).toBe(0);
    place.day("2026-10-03", []);
    place.at("2026-10-04T00:10:00Z");
    expect((await report()).status).toBe(4);
  });

  it("raises an alarm where rows match nothing, an input is bad, or columns changed", async () => {
    place.configure({ metering: { ...DAILY, channels: ["rebilly", "twocheckout"] } });
    const header = "channel,subscription,quantity,start,end";
    const row = "2026-10-02T00:00:00Z,2026-10-03T00:00:00Z";
    place.write("usage/2026-10-02.csv", `${header}\ntwocheckout,TWIN000001,5,${row}\n`);
    const changed = await report("--channel", "rebilly");
    expect(changed.err).toMatch(
      /ALARM failed: .*usage\/2026-10-02.csv.*has the new columns channel/,
    );
    const columns = header.split(",");
    const sources = { ...DAILY, channels: ["rebilly", "twocheckout"], expectColumns: columns };
    place.configure({ metering: sources });
    const unmatched = await report("--channel", "rebilly");
    expect(unmatched.err).toContain("ALARM nothing-matched: metering to rebilly");
    place.write("usage/2026-10-02.csv", `${header}\nrebilly,sub_twin_storage_001,five,${row}\n`);
    const bad = await report("--channel", "rebilly");
    expect(bad.err).toMatch(/usage\/2026-10-02.csv:2: column "quantity": "five"/);
    expect(reported()).toEqual(["1.5"]);
  });

  it("posts alarms, without credentials, and says when that fails", async () => {
    const bodies: string[] = [];
    let status = 200;
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const piece of request) body += piece;
      bodies.push(body);
      response.writeHead(status).end();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    place.environment["USAGE_BILLING_ALARM_WEBHOOK"] = `http://127.0.0.1:${port}/hook-k3y`;
    expect((await report()).err).not.toContain("not posted");
    const { alarms, text } = JSON.parse(bodies[0] ?? "");
    expect(text).toContain("ALARM silent-source");
    expect(alarms).toMatchObject([
      { source: "metering", channel: "rebilly", kind: "silent-source", isPastDeadline: false },
    ]);
    status = 500;
    const { err } = await report();
    expect(err).toContain("The alarm was not posted: the webhook answered 500.");
    server.close();
    const gone = await report();
    expect(gone.err).toContain("the webhook failed: it was not reached");
    expect(gone.err + gone.out).not.toContain("hook-k3y");
  });
});

describe("bad input", () => {
  const zurich = (name: string) => ({ ...DAILY, files: `${name}/{day:yyyy-MM-dd}.csv` });

  it("sends nothing of two sources that have the same record", async () => {
    place.configure({ first: zurich("first"), second: zurich("second") });
    place.day("2026-10-01", ["1"], "first");
    place.day("2026-10-01", ["3"], "second");
    place.at("2026-10-02T00:10:00Z");
    const { status, err } = await report();
    expect(status).toBe(4);
    expect(err).toMatch(/ALARM failed: first .*first\/2026-10-01.csv:2.*second\/2026-10-01.csv:2/);
    expect(err).toMatch(/ALARM failed: second .*second\/2026-10-01.csv:2.*first\/2026-10-01.csv:2/);
    expect(reported()).toEqual([]);
  });

  it("refuses windows in the ledger that overlap, with file and key", async () => {
    place.day("2026-10-01", ["1"]);
    place.at("2026-10-02T00:10:00Z");
    await report();
    const period = { start: parseInstant("2026-10-01T12:00:00Z"), end: Date.UTC(2026, 9, 3) };
    const done = { state: "done" as const, records: 1 };
    await withLedger((ledger) =>
      ledger.commitWindow({ source: "metering", channel: "rebilly", period, ...done }),
    );
    place.day("2026-10-03", ["1"]);
    place.at("2026-10-04T00:10:00Z");
    const { status, err } = await report();
    expect([status, reported()]).toEqual([2, ["1"]]);
    expect(err).toMatch(/^usage-billing.config.json: sources.metering.schedule, channel rebilly: /);
    expect(err).toContain("overlap");
    expect(err).toContain("Nothing was sent.");
  });

  it.each([
    [["report", "--due", "--period", "2026-10"], "is still open: it ends at 2026-11-01T00:00:00Z"],
    [["report", "--due", "usage.csv"], "Give files or --due, not both"],
    [["report"], "name at least one, or report what is due with --due"],
    [["report", "usage.csv", "--accept-empty"], "belong to --due"],
    [
      ["report", "--due", "--channel", "twocheckout"],
      "No source in usage-billing.config.json has a schedule",
    ],
    [["schedule", "--channel", "stripe"], 'There is no channel "stripe"'],
    [["schedule", "--cron", "--systemd"], "cannot be used with"],
  ])("refuses %j", async (args, message) => {
    place.at("2026-10-15T00:00:00Z");
    const { status, err } = await place.command(...args);
    expect([status, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("schedule", () => {
  it("shows what was done, what comes next, by when, and what is missing", async () => {
    place.at("2026-10-03T12:00:00Z");
    const before = await place.command("schedule");
    expect(before.status).toBe(4);
    expect(before.out).toMatch(/metering +rebilly +day, UTC +none yet +2026-10-04T00:10:00Z/);
    expect(before.out).toContain("its deadline passed 12 hours ago; not run");
    place.day("2026-10-01", ["1.5"]);
    await report();
    const { out, status } = await place.command("schedule", "--json");
    expect(status).toBe(4);
    expect(JSON.parse(out)).toMatchObject([
      {
        ...{ source: "metering", channel: "rebilly" },
        lastDone: { window: { end: "2026-10-02T00:00:00Z" }, records: 1, quantity: "1.5" },
        next: { runAt: "2026-10-04T00:10:00Z", deadline: "2026-10-05T00:00:00Z" },
        missing: [{ window: { start: "2026-10-02T00:00:00Z" }, isPastDeadline: false }],
        alarms: [{ kind: "silent-source" }],
      },
    ]);
  });

  it("prints entries for cron and systemd that run report --due", async () => {
    const cron = await place.command("schedule", "--cron");
    expect(cron.out).toMatch(
      /^CRON_TZ=UTC\n10 0 \* \* \* usage-billing report --due --config \/\S+\/usage-billing.config.json$/m,
    );
    const systemd = await place.command("schedule", "--systemd");
    expect(systemd.out).toContain("OnCalendar=*-*-* 00:10:00 UTC");
    expect(systemd.out).toMatch(/^ExecStart=usage-billing report --due --config/m);
  });
});

describe("run", () => {
  it("keeps the schedule, and tells alarms to the log and the metrics", async () => {
    place.day("2026-10-01", ["1.5"]);
    place.at("2026-10-02T00:10:00Z");
    const options = ["--listen", "127.0.0.1:0", "--interval", "50ms", "--channel", "rebilly"];
    const service = place.start("run", ...options);
    const { url } = JSON.parse(await service.line('"message":"started"'));
    const taken = JSON.parse(await service.line('"message":"window taken in"'));
    expect(taken).toMatchObject({ source: "metering", channel: "rebilly", records: 1, added: 1 });
    await service.line('"message":"reported"');
    place.clock.now = () => Date.parse("2026-10-03T00:10:00Z");
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const { status } = await service.stop();
    expect([status, reported()]).toEqual([0, ["1.5"]]);
    const labels = 'source="metering",channel="rebilly"';
    expect(metrics).toContain(
      `usage_billing_schedule_done_until_timestamp_seconds{${labels}} ${Date.UTC(2026, 9, 2) / 1_000}`,
    );
  });

  it("raises each alarm once, and says when there is none any more", async () => {
    place.at("2026-10-02T00:10:00Z");
    const options = ["--listen", "127.0.0.1:0", "--interval", "50ms", "--channel", "rebilly"];
    const service = place.start("run", ...options);
    const { url } = JSON.parse(await service.line('"message":"started"'));
    const alarm = JSON.parse(await service.line('"message":"schedule in alarm"'));
    expect(alarm).toMatchObject({ level: "error", kind: "silent-source", channel: "rebilly" });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(
      'schedule_alarms{source="metering",channel="rebilly",kind="silent-source"} 1',
    );
    place.day("2026-10-01", ["1.5"]);
    await service.line("no schedule is in alarm any more");
    const { out } = await service.stop();
    expect(out.match(/schedule in alarm/g)).toHaveLength(1);
    expect(reported().length).toBeLessThan(2);
  });

  it("ends with 4 with --once when a schedule is in alarm", async () => {
    place.at("2026-10-02T00:10:00Z");
    expect((await place.command("run", "--once", "--channel", "rebilly")).status).toBe(4);
  });

  it("takes in what is due with --once", async () => {
    place.day("2026-10-01", ["1.5"]);
    place.at("2026-10-02T00:10:00Z");
    expect((await place.command("run", "--once", "--channel", "rebilly")).status).toBe(0);
    expect(reported()).toEqual(["1.5"]);
  });
});
