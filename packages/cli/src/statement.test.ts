import { readdirSync } from "node:fs";
import { Quantity } from "@usage-billing/core";
import { openLedger } from "@usage-billing/ledger";
import type { Statement } from "@usage-billing/statement";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

const UNKNOWN = LINES.rebilly.replace("sub_twin_storage_001", "sub_of_nobody");

let place: Workplace;
let folder = "";
beforeAll(async () => {
  place = await createWorkplace();
  // A day in UTC at every channel, so that October has all of them.
  const lines = [HEADER, ...Object.values(LINES), ""].join("\n").replaceAll("+03:00", "Z");
  const file = place.write("usage.csv", lines);
  folder = file.replace("/usage.csv", "");
  expect((await place.command("report", file)).status).toBe(0);
});
afterAll(() => place.close());

function state(...more: readonly string[]) {
  return place.command("statement", "--period", "2026-10", ...more);
}

describe("statement", () => {
  it("prints the month by channel, product, subscription and meter, and that it agrees", async () => {
    const { status, out } = await state();
    expect(status).toBe(0);
    expect(out).toMatch(/^Usage statement October 2026, as of 20\d\d-/);
    expect(out).toMatch(/connect +PRD-276-377-545 +AS-1001-0000-0001 +STORAGE-GB +12\.0625 /);
    expect(out).toMatch(/twocheckout +\(none\) +TWIN000001 +API_CALLS +1500 +1500 +0 /);
    expect(out).toMatch(/records +3 /);
    expect(out).toContain("It agrees with the ledger's own sums to the last digit.");
  });

  it("prints the same as JSON, of one channel when asked", async () => {
    const { status, out } = await state("--channel", "rebilly", "--json");
    expect(status).toBe(0);
    const statement = JSON.parse(out) as Statement;
    expect(statement.rows).toMatchObject([
      { channel: "rebilly", figures: { reported: { records: 1, quantity: "1.125" } } },
    ]);
    expect(statement.period).toEqual({
      start: "2026-10-01T00:00:00Z",
      end: "2026-11-01T00:00:00Z",
    });
  });

  it("writes the page and the tables, over what is there, and leaves nothing else behind", async () => {
    const [html, csv, open] = ["s.html", "s.csv", "o.csv"].map((name) => `${folder}/${name}`);
    place.write("s.html", "an older one");
    const files = ["--html", `${html}`, "--csv", `${csv}`, "--open-csv", `${open}`];
    const { status, err } = await state(...files);
    expect([status, err]).toEqual([0, "Wrote s.html\nWrote s.csv\nWrote o.csv"]);
    expect(place.read("s.html")).toContain("<h1>October 2026</h1>");
    expect(place.read("s.html")).toContain('<data value="12.0625">12.0625</data>');
    expect(place.read("s.csv").split("\r\n")).toHaveLength(5);
    expect(place.read("o.csv")).toContain("record_id,channel");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("tells what is open, and lists it with the channel's reason", async () => {
    const refused = place.write("refused.csv", `${HEADER}\n${UNKNOWN}\n`);
    expect((await place.command("report", refused)).status).toBe(3);
    const { status, out } = await state("--open-csv", `${folder}/open.csv`);
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/2 records open; .*\n {2}rebilly: 1 record refused \(breaks a rule/),
    ]);
    expect(place.read("open.csv")).toMatch(
      /,rebilly,,sub_of_nobody,,1\.125,.*,refused,"breaks a rule, and is not held",.+/,
    );
  });

  it("tells what is credited outside the API, by line, in all and note by note", async () => {
    const ledger = openLedger(`${folder}/ledger.db`);
    const [held] = await Array.fromAsync(ledger.records({ channel: "twocheckout" }));
    if (held === undefined) throw new Error("nothing was reported");
    const { recordId } = held.record;
    const grounds = { reason: "metered\u0007 twice", by: "Ada" };
    const credit = Quantity.parse("250.5");
    await ledger.commitRevision({ recordId, result: "credited", credit, grounds });
    await ledger.close();
    const { status, out } = await state("--csv", `${folder}/c.csv`, "--html", `${folder}/c.html`);
    expect(status).toBe(0);
    expect(out).toMatch(/twocheckout +\(none\) +TWIN000001 +API_CALLS +1500 .* 250\.5\n/);
    expect(out).toMatch(/channel +product +meter .*corrected +credited\n/);
    expect(out).toMatch(/\nrecords +4 .* 1\n/);
    expect(out).toMatch(/\nCredited outside the API: 1 credit note to ask the channels for; /);
    expect(out).toContain(
      `  twocheckout: 250.5 of 1500 API_CALLS, TWIN000001, record ${recordId}: metered`,
    );
    expect(out).not.toContain("\u0007");
    expect(out).toContain("It agrees with the ledger's own sums to the last digit.");
    expect(place.read("c.csv")).toMatch(/,credited_outside_the_api,credited_outside_the_api_rec/);
    expect(place.read("c.csv")).toMatch(/TWIN000001,API_CALLS,1500,.*,250\.5,1\r\n/);
    expect(place.read("c.html")).toContain('<data value="250.5">250.5</data>');
  });

  it("has a record in the month in which it starts, and a zone's month when asked", async () => {
    const lines = ["2026-09-30T21:00:00Z", "2026-10-31T22:00:00Z"].map(
      (start) => `twocheckout,TWIN000001,API_CALLS,7,${start},${start.replace(/T\d\d/, "T23")},`,
    );
    const file = place.write("zone.csv", [HEADER, ...lines, ""].join("\n"));
    await place.command("report", file);
    const reported = async (...period: readonly string[]) => {
      const args = ["--period", ...period, "--channel", "twocheckout", "--json"];
      const { out } = await place.command("statement", ...args);
      return (JSON.parse(out) as Statement).counts.reported;
    };
    expect(await reported("2026-09")).toBe(1);
    expect(await reported("2026-10")).toBe(2);
    const bucharest = "2026-10-01T00:00:00+03:00/2026-11-01T00:00:00+02:00";
    expect(await reported(bucharest)).toBe(2);
    expect(await reported("2026-10", "--zone", "Europe/Bucharest")).toBe(2);
    expect(await reported("2026-09", "--zone", "Europe/Bucharest")).toBe(0);
  });

  it("says that a period is still open, and that there is no usage", async () => {
    const { status, out } = await place.command("statement", "--period", "2099");
    expect(status).toBe(0);
    expect(out).toMatch(
      /^Usage statement 2099, .*: the period is still open, .*\nThe ledger has no usage/,
    );
  });

  it.each([
    [["--period", "October"], /--period "October" .*Give a month such as 2026-10/],
    [["--period", "2026-10", "--channel", "stripe"], /There are: connect, rebilly, twocheckout/],
    [["--period", "2026-10", "--csv", "a", "--html", "./a"], /--html and --csv name the same file/],
    [["--period", "2026-10", "--html", "/nowhere/a.html"], /--html .*its folder is not there/],
  ])("refuses %j", async (args, message) => {
    const { status, err } = await place.command("statement", ...args);
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
  });

  it("says so when another process has the ledger", async () => {
    const ledger = openLedger(`${folder}/ledger.db`);
    try {
      const { status, err } = await state("--wait", "0s");
      expect([status, err]).toEqual([2, expect.stringMatching(/ledger\.db is in use/)]);
    } finally {
      await ledger.close();
    }
  });
});
