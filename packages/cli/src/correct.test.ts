import { openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const WHY = ["--reason", "the meter counted twice", "--by", "Ada"] as const;

/** Reports one good record to each of some channels. */
async function report(...channels: readonly (keyof typeof LINES)[]): Promise<void> {
  const lines = channels.map((api) => `${LINES[api]},${api}-1`);
  const file = place.write("usage.csv", [`${HEADER},record_id`, ...lines, ""].join("\n"));
  await place.command("report", file);
}

async function statesOf(channel: string): Promise<unknown> {
  const ledger = openLedger(place.write("place", "").replace(/place$/, "ledger.db"));
  try {
    const states: string[] = [];
    for await (const { record, state } of ledger.records({ channel })) {
      states.push(`${record.quantity} ${state}`);
    }
    return states;
  } finally {
    await ledger.close();
  }
}

function correct(id: string, ...args: readonly string[]): ReturnType<Workplace["command"]> {
  return place.command("correct", id, ...args);
}

describe("correct", () => {
  it("shows the plan with the sums before and after, and changes nothing", async () => {
    await report("rebilly");
    const { status, out } = await correct("rebilly-1", "--quantity", "2.5", "--dry-run");
    expect(status).toBe(0);
    expect(out).toContain("before  1.125");
    expect(out).toContain("after   2.5");
    expect(out).toContain("The usage is deleted.");
    expect(await statesOf("rebilly")).toEqual(["1.125 accepted"]);
    const json = await correct("rebilly-1", "--quantity", "2.5", "--dry-run", "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      ...{ status: "planned", action: "replace", before: "1.125", after: "2.5" },
      replacement: { quantity: "2.5", period: { start: "2026-10-01T00:00:00.000Z" } },
    });
  });

  it("asks before it does anything", async () => {
    await report("twocheckout");
    const { status, err } = await correct("twocheckout-1", "--delete", ...WHY);
    expect([status, err]).toEqual([2, expect.stringContaining("Nobody is there to ask")]);
    expect(await statesOf("twocheckout")).toEqual(["1500 accepted"]);
  });

  it("corrects at the channel, and the log says why and by whom", async () => {
    await report("rebilly", "twocheckout");
    const { status, out } = await correct("twocheckout-1", "--quantity", "1600", ...WHY, "--yes");
    expect([status, out]).toEqual([0, expect.stringContaining("of its replacement")]);
    expect(place.twins.twocheckout.usage()).toMatchObject([{ quantity: "1600" }]);
    const show = await place.command("show", "twocheckout-1");
    expect(show.out).toContain("as Ada wanted, because: the meter counted twice");
    const taken = await place.command("retract", "rebilly-1", ...WHY);
    expect(taken.status).toBe(0);
    const told = await place.command("show", "rebilly-1");
    expect(told.out).toContain("about to be taken back, as Ada wanted, because");
  });

  it("puts what goes elsewhere in line for the next report", async () => {
    await report("rebilly");
    const move = ["--period", "2026-10-05", ...WHY, "--yes"] as const;
    const { status, out } = await correct("rebilly-1", ...move);
    expect([status, out]).toEqual([0, expect.stringContaining("run --once")]);
    expect(await statesOf("rebilly")).toEqual(["1.125 corrected", "1.125 waiting"]);
    expect((await place.command("run", "--once")).status).toBe(0);
    expect(place.twins.rebilly.usage()).toMatchObject([{ start: "2026-10-05T00:00:00.000Z" }]);
  });

  it("states the credit note for what is billed", async () => {
    await report("rebilly");
    place.twins.rebilly.bill();
    const early = await correct("rebilly-1", "--quantity", "1", ...WHY, "--yes");
    expect([early.status, early.err]).toEqual([2, expect.stringContaining("plan its correction")]);
    const { out } = await correct("rebilly-1", "--quantity", "1", ...WHY, "--yes");
    expect(out).toContain("credit note of 0.125");
    const more = await correct("rebilly-1", "--quantity", "1", ...WHY, "--yes", "--json");
    expect(more.status).toBe(2);
    expect(JSON.parse(more.out)).toMatchObject({ status: "refused", rule: "already-corrected" });
    const told = await place.command("explain", "rebilly-1");
    expect(told.out).toContain("Next: It was too much: the channel has to credit 0.125 of it");
  });

  it("names the option where the next period is billed, too", async () => {
    const [line, header] = [LINES.rebilly, `${HEADER},record_id`];
    const next = line.replace("1.125", "7").replace("-02T", "-03T").replace("-01T", "-02T");
    const rows = [header, `${line},rebilly-1`, `${next},rebilly-2`, ""].join("\n");
    expect((await place.command("report", place.write("usage.csv", rows))).status).toBe(0);
    place.twins.rebilly.bill();
    expect((await place.command("run", "--once")).status).toBe(0);
    const raise = ["rebilly-1", "--quantity", "2", ...WHY, "--yes"] as const;
    const { status, err } = await correct(...raise);
    expect([status, err]).toEqual([2, expect.stringContaining("Name it with --into PERIOD")]);
    expect((await correct(...raise, "--into", "2026-11-01")).status).toBe(0);
  });

  it("names the way out while the distributor has the file", async () => {
    await report("connect");
    const { status, err } = await correct("connect-1", "--delete", ...WHY, "--yes");
    expect([status, err]).toEqual([2, expect.stringContaining("ask the distributor to reject it")]);
    expect(await statesOf("connect")).toEqual(["12.0625 pending"]);
  });

  it.each([
    [["--quantity", "1", "--delete"], /one at a time/],
    [[], /one at a time/],
    [["--quantity", "1,5"], /--quantity: .*comma/],
    [["--quantity", "-1"], /is below 0\.001/],
    [["--quantity", "0"], /correct it with delete/],
    [["--quantity", "1.1234"], /at most 3 decimals/],
    [["--quantity", "1.125"], /has the quantity 1\.125 already/],
    [["--period", "2026-10-01"], /has the start that was given already/],
    [["--period", "soon"], /--period .*START\/END/],
    [["--delete", "--into", "2026-11"], /is not made up for by another record/],
    [["--meter", "CALLS"], /has no meter at its channel/],
    [["--meter", " "], /--meter needs/],
  ])("says what is wrong with %j, and sends nothing", async (args, words) => {
    await report("rebilly");
    const { status, err } = await correct("rebilly-1", ...args, ...WHY, "--yes");
    expect([status, err]).toEqual([2, expect.stringMatching(words)]);
    expect(await statesOf("rebilly")).toEqual(["1.125 accepted"]);
    expect(place.twins.rebilly.usage()).toMatchObject([{ quantity: "1.125" }]);
  });

  it("wants a reason, and a record that the ledger knows", async () => {
    await report("rebilly");
    const silent = await correct("rebilly-1", "--delete", "--yes");
    expect([silent.status, silent.err]).toEqual([2, expect.stringContaining("--reason")]);
    const unknown = await correct("nobody-1", "--delete", ...WHY, "--yes");
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining("knows no record")]);
  });
});
