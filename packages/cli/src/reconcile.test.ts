import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
  const name = "usage-billing.config.json";
  const configuration = JSON.parse(place.read(name));
  for (const channel of Object.values(configuration.channels)) {
    Object.assign(channel as object, { visibilityLagSeconds: 0 });
  }
  place.write(name, JSON.stringify(configuration));
});
afterEach(() => place.close());

const OCTOBER = ["reconcile", "--channel", "rebilly", "--period", "2026-10"] as const;

/** A line for Rebilly of another day. */
const onDay = (day: string, quantity = "1.125") =>
  LINES.rebilly.replaceAll("2026-10-0", `2026-10-${day}`).replace("1.125", quantity);

/** Reports a record of each of three days. */
async function report(): Promise<void> {
  const lines = ["0", "1", "2"].map((day) => `${onDay(day)},day-${day}`);
  const file = place.write("usage.csv", [`${HEADER},record_id`, ...lines, ""].join("\n"));
  expect((await place.command("report", file)).status).toBe(0);
}

function call(method: string, path: string, body?: object): Promise<Response> {
  const base = place.environment["USAGE_BILLING_REBILLY_BASE_URL"] ?? "";
  const key = place.environment["USAGE_BILLING_REBILLY_API_KEY"] ?? "";
  return fetch(`${base}/organizations/org_twin_sample/usages${path}`, {
    ...{ method, headers: { "REB-APIKEY": key, "content-type": "application/json" } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Takes the first day's usage away, doubles the second's, and writes some that nobody reported. */
async function drift(): Promise<void> {
  const [first] = place.twins.rebilly.usage();
  expect((await call("DELETE", `/${first?.reference}`)).status).toBe(204);
  const usage = { subscriptionId: "sub_twin_storage_001", quantity: 1.125 };
  for (const usageTime of ["2026-10-11T00:00:00Z", "2026-10-31T23:00:00Z"]) {
    expect((await call("POST", "", { ...usage, usageTime })).status).toBe(201);
  }
}

describe("reconcile", () => {
  it("ends with 0 when both sides are equal, with totals", async () => {
    await report();
    const { status, out, err } = await place.command(...OCTOBER);
    expect([status, err]).toEqual([0, ""]);
    expect(out).toContain("3 pairs equal. Clean: both sides are equal.");
    expect(out).toMatch(/^\(none\)\s+3\s+3\.375\s+3\s+3\.375\s+0$/m);
  });

  it("ends with 3 when they differ, and shows what and how much", async () => {
    await report();
    await drift();
    const { status, out } = await place.command(...OCTOBER);
    expect(status).toBe(3);
    expect(out).toContain("2 pairs equal. Drift: both sides differ.");
    expect(out).toMatch(/^\(none\)\s+3\s+3\.375\s+4\s+4\.5\s+1\.125$/m);
    expect(out).toMatch(/^missing there\s+day-0\s+sub_twin_storage_001\s+2026-10-01T/m);
    expect(out).toMatch(/^duplicate\s+day-1\s/m);
    expect(out).toMatch(/^unknown here\s+sub_twin_storage_001\s+2026-10-31T23/m);
  });

  it("prints JSON with every difference, in exact decimals", async () => {
    await report();
    await drift();
    const { status, out } = await place.command(...OCTOBER, "--json");
    const found = JSON.parse(out);
    expect([status, found.verdict, found.matched]).toEqual([3, "drift", 2]);
    expect(found.totals).toEqual([
      { records: 3, reported: "3.375", pieces: 4, held: "4.5", difference: "1.125" },
    ]);
    const kinds = found.differences.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(["missing-there", "duplicate", "unknown-here"]);
    expect(found.differences[0]).toMatchObject({
      reported: { recordId: "day-0", quantity: "1.125", state: "accepted" },
      reason: "the channel does not hold it; the ledger has it as accepted",
    });
    expect(JSON.parse((await place.command(...OCTOBER, "--json")).out).differences).toHaveLength(3);
  });

  it("writes a CSV file whose lines add up, and replaces none", async () => {
    await report();
    await drift();
    const csv = place.write("place", "").replace(/place$/, "october.csv");
    const { status, err } = await place.command(...OCTOBER, "--csv", csv);
    expect([status, err]).toEqual([3, "october.csv has 3 differences."]);
    const lines = place.read("october.csv").trim().split("\n");
    const cells = lines.map((line) => line.split(","));
    expect(cells.map(([line, kind]) => [line, kind])).toEqual([
      ["line", "kind"],
      ["difference", "missing-there"],
      ["difference", "duplicate"],
      ["difference", "unknown-here"],
      ["total", ""],
    ]);
    const at = (cells[0] ?? []).indexOf("difference");
    expect(cells.slice(1).map((row) => row[at])).toEqual(["-1.125", "1.125", "1.125", "1.125"]);
    const again = await place.command(...OCTOBER, "--csv", csv);
    expect([again.status, again.err]).toEqual([2, expect.stringContaining("is there already")]);
    expect((await place.command(...OCTOBER, "--csv", csv, "--force")).status).toBe(3);
  });

  it("ends with 4 while records are in flight or the period is open", async () => {
    await report();
    place.twins.rebilly.arm({ kind: "server-error", method: "POST", times: 50 });
    const file = place.write("more.csv", `${HEADER},record_id\n${onDay("2", "2")},late\n`);
    expect((await place.command("report", file)).status).not.toBe(0);
    const flying = await place.command(...OCTOBER);
    expect([flying.status, flying.out]).toEqual([
      4,
      expect.stringContaining("in flight: 1 record"),
    ]);
    const open = await place.command(
      ...["reconcile", "--channel", "twocheckout", "--period"],
      "2026-10-01T00:00:00Z/2999-01-01T00:00:00Z",
    );
    expect([open.status, open.err]).toEqual([
      4,
      expect.stringContaining("The period is still open until 2999-01-01T00:00:00Z"),
    ]);
  });

  it("ends with 4 when the channel cannot be read whole, and with 2 for a wrong credential", async () => {
    await report();
    const key = place.environment["USAGE_BILLING_REBILLY_API_KEY"] ?? "";
    place.environment["USAGE_BILLING_REBILLY_API_KEY"] = "sk_wrong";
    expect((await place.command(...OCTOBER)).status).toBe(2);
    place.environment["USAGE_BILLING_REBILLY_API_KEY"] = key;
    place.twins.rebilly.arm({ kind: "server-error", method: "GET", times: 50 });
    const { status, err } = await place.command(...OCTOBER);
    expect([status, err]).toEqual([4, expect.stringMatching(/rebilly/)]);
  });

  it("refuses what it cannot compare, before anything is asked", async () => {
    const unknown = await place.command("reconcile", "--channel", "paddle", "--period", "2026-10");
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining("no channel")]);
    const period = await place.command("reconcile", "--channel", "rebilly", "--period", "soon");
    expect([period.status, period.err]).toEqual([2, expect.stringContaining("such as 2026-10")]);
    const none = await place.command(...OCTOBER);
    expect([none.status, none.err]).toEqual([2, expect.stringContaining("There is no ledger")]);
    const name = "usage-billing.config.json";
    const configuration = JSON.parse(place.read(name));
    configuration.channels.connect.assetCriterion = "parameter.account_id";
    place.write(name, JSON.stringify(configuration));
    const assets = await place.command("reconcile", "--channel", "connect", "--period", "2026-10");
    expect([assets.status, assets.err]).toEqual([2, expect.stringContaining("by asset id only")]);
  });

  it("names a record that says itself that it names its asset otherwise", async () => {
    const name = "usage-billing.config.json";
    const configuration = JSON.parse(place.read(name));
    configuration.columns = { attributes: { assetCriterion: "criterion" } };
    place.write(name, JSON.stringify(configuration));
    const line = LINES.connect.replace("AS-1001-0000-0001", "account-0001");
    const rows = `${HEADER},record_id,criterion\n${line},own-words,parameter.account_id\n`;
    await place.command("report", place.write("usage.csv", rows));
    const { status, err } = await place.command(
      "reconcile",
      "--channel",
      "connect",
      "--period",
      "2026-10",
    );
    expect(status).toBe(2);
    expect(err).toContain(
      'Record own-words of channel "connect" names its asset by parameter.account_id',
    );
  });
});

describe("reconcile --repair", () => {
  it("proposes with amounts, and does nothing without consent", async () => {
    await report();
    await drift();
    const before = place.twins.rebilly.usage();
    const { status, out, err } = await place.command(...OCTOBER, "--repair");
    expect([status, err]).toEqual([2, expect.stringContaining("Give --yes when you are sure")]);
    expect(out).toMatch(/^missing there: day-0: send again: read back once more/m);
    expect(out).toMatch(/^duplicate: day-1: take back: \S+ is taken back\.$/m);
    expect(out).toMatch(/^unknown here: \S+: a person decides: /m);
    expect(out).toContain("  send again: 1 difference, 1.125");
    expect(place.twins.rebilly.usage()).toEqual(before);
  });

  it("repairs what it may, says what it may not, and compares again", async () => {
    await report();
    await drift();
    const reason = ["--reason", "month's end", "--by", "ines", "--yes"];
    const { status, out } = await place.command(...OCTOBER, "--repair", ...reason);
    expect(status).toBe(3);
    const [, after = ""] = out.split("After the repair:");
    expect(out).toContain("missing there: day-0: in-line");
    expect(out).toContain("duplicate: day-1: done");
    expect(after).toContain("3 pairs equal. Drift");
    expect(after).toMatch(/^unknown here\s/m);
    expect(after).not.toMatch(/^(missing there|duplicate)/m);
    const held = place.twins.rebilly.usage().map(({ start }) => start.slice(0, 13));
    expect(held.sort()).toEqual([
      "2026-10-01T00",
      "2026-10-11T00",
      "2026-10-21T00",
      "2026-10-31T23",
    ]);
    const story = (await place.command("show", "day-0")).out;
    expect(story).toContain("ines decided that the channel does not hold it");
    expect(story).toContain("month's end");
  });

  it("gives what became of each difference as JSON", async () => {
    await report();
    await drift();
    const { status, out } = await place.command(...OCTOBER, "--repair", "--yes", "--json");
    const { differences } = JSON.parse(out);
    expect(status).toBe(3);
    const repairs = differences.map((one: { repair: { action: string; status: string } }) => [
      one.repair.action,
      one.repair.status,
    ]);
    expect(repairs).toEqual([
      ["send-again", "in-line"],
      ["take-back", "done"],
      ["ask", "not-done"],
    ]);
  });

  it("sends what is in flight, and has nothing to ask where all is well", async () => {
    await report();
    expect((await place.command(...OCTOBER, "--repair")).out).toContain("Nothing of this can be");
    place.twins.rebilly.arm({ kind: "server-error", method: "POST", times: 4 });
    const file = place.write(
      "more.csv",
      `${HEADER},record_id\n${onDay("2", "2").replace("T00", "T05")},late\n`,
    );
    await place.command("report", file);
    expect((await place.command(...OCTOBER)).status).toBe(4);
    const { status, out } = await place.command(...OCTOBER, "--repair", "--yes");
    expect(out).toContain("report first: 1 record in flight");
    expect([status, place.twins.rebilly.usage().length]).toEqual([0, 4]);
  });
});
