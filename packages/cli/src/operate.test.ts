import { Quantity, type UsageRecord } from "@usage-billing/core";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const IDS = { connect: "connect-1", rebilly: "rebilly-1", twocheckout: "twocheckout-1" } as const;

/** Reports one good record to each channel, and refused ones to Rebilly. */
async function report(...refused: readonly string[]): Promise<string> {
  const good = Object.entries(LINES).map(([api, line]) => `${line},${Reflect.get(IDS, api)}`);
  const bad = refused.map((id) => `${LINES.rebilly.replace("storage_001", id)},${id}`);
  const file = place.write("usage.csv", [`${HEADER},record_id`, ...good, ...bad, ""].join("\n"));
  await place.command("report", file);
  return file;
}

async function withLedger<Result>(work: (ledger: Ledger) => Promise<Result>): Promise<Result> {
  const ledger = openLedger(place.write("place", "").replace(/place$/, "ledger.db"));
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

const DOUBTED: UsageRecord = {
  recordId: "doubted-1",
  channel: "rebilly",
  subscription: "sub_twin_storage_001",
  quantity: Quantity.parse("7.5"),
  period: { start: Date.UTC(2026, 9, 5), end: Date.UTC(2026, 9, 6) },
  source: { file: "usage.csv", line: 9 },
};

/** Leaves a record behind of which nobody knows whether the channel holds it. */
async function leaveInDoubt(candidates: readonly string[]): Promise<void> {
  await withLedger(async (ledger) => {
    await ledger.takeIn([{ record: DOUBTED, deliveryKey: "key" }]);
    const body = new TextEncoder().encode("{}");
    const delivery = { id: "delivery-1", channel: "rebilly", key: "key", records: [DOUBTED], body };
    await ledger.commitIntents([delivery]);
    const held = { channel: "rebilly", subscription: DOUBTED.subscription, status: "stored" };
    const { recordId, quantity, period } = DOUBTED;
    const outcome = {
      status: "unknown" as const,
      recordId,
      reason: "the answer was lost",
      candidates: candidates.map((reference) => ({ ...held, reference, quantity, period })),
    };
    await ledger.commitOutcomes([{ deliveryId: "delivery-1", outcomes: [outcome] }]);
  });
}

describe("status", () => {
  it("shows counts and exact sums, and ends with 0 when nothing is left to do", async () => {
    await report();
    const { status, out } = await place.command("status");
    expect(status).toBe(0);
    expect(out).toMatch(/^channel\s+meter\s+state\s+records\s+quantity$/m);
    expect(out).toMatch(/^rebilly\s+\(none\)\s+accepted\s+1\s+1\.125$/m);
    expect(out).toContain("Nothing is left to do.");
  });

  it("puts what was refused first, with its age and what to do, and ends with 3", async () => {
    await report("nobody");
    const { status, out } = await place.command("status");
    expect(status).toBe(3);
    const [head, first, next] = out.split("\n");
    expect(head).toBe("Look at these first:");
    expect(first).toMatch(/^ {2}rebilly: 1 record is refused \(taken in \d+ seconds? ago\): /);
    expect(next).toMatch(/^ {4}Next: "usage-billing failed list" says why/);
  });

  it("ends with 4 when something is not finished, whatever else there is", async () => {
    await report("nobody");
    await leaveInDoubt([]);
    const { status, out } = await place.command("status", "--json");
    expect(status).toBe(4);
    const { attention, sums } = JSON.parse(out);
    expect(attention.map(({ state }: { state: string }) => state)).toEqual(["unknown", "refused"]);
    expect(attention[0]).toMatchObject({ channel: "rebilly", records: 1 });
    expect(sums).toContainEqual(
      expect.objectContaining({ channel: "rebilly", meter: null, count: 1, quantity: "7.5" }),
    );
  });

  it("counts one channel and one period only when asked to", async () => {
    await report();
    const one = await place.command("status", "--channel", "connect", "--json");
    const channels = JSON.parse(one.out).sums.map(({ channel }: { channel: string }) => channel);
    expect(channels).toEqual(["connect"]);
    const none = await place.command("status", "--period", "2026-11");
    expect(none.out).toBe("The ledger has no such record.");
    const october = await place.command("status", "--period", "2026-10", "--json");
    expect(JSON.parse(october.out).sums).toHaveLength(3);
    const bad = await place.command("status", "--period", "last month");
    expect([bad.status, bad.err]).toEqual([2, expect.stringContaining("such as 2026-10")]);
  });

  it("makes no ledger where there is none", async () => {
    const { status, err } = await place.command("status");
    expect([status, err]).toEqual([2, expect.stringMatching(/^There is no ledger/)]);
    expect(() => place.read("ledger.db")).toThrow(/ENOENT/);
  });

  it("says that another process has the ledger", async () => {
    await report();
    await withLedger(async () => {
      const { status, err } = await place.command("status", "--wait", "100ms");
      expect(status).toBe(2);
      expect(err).toContain("Another process has the ledger");
      expect(err).toContain("is in use by another process");
    });
  });
});

describe("show", () => {
  it("tells the whole history of a record in words", async () => {
    await report();
    const { status, out } = await place.command("show", IDS.rebilly);
    expect(status).toBe(0);
    expect(out).toMatch(/^Record rebilly-1 is accepted: the channel holds it as it was sent\.$/m);
    expect(out).toMatch(/^ {2}read from\s+\S*usage\.csv:3$/m);
    expect(out).toMatch(/^ {2}\S+Z {2}taken in from \S*usage\.csv:3, quantity 1\.125$/m);
    expect(out).toMatch(/about to be sent in delivery \S+ \(\d+ bytes, SHA-256 [0-9a-f]{64}\)$/m);
    expect(out).toMatch(/the channel answered: it holds the record as \S+/);
    expect(out).toMatch(/^Next: Nothing is left to do\.$/m);
  });

  it("takes the beginning of an id where it is the only one", async () => {
    await report("nobody", "nothing");
    const { out } = await place.command("show", "rebi", "--json");
    expect(JSON.parse(out)).toMatchObject({ recordId: IDS.rebilly, state: "accepted" });
    const both = await place.command("show", "noth");
    expect(both.out).toContain("Record nothing is refused");
    const several = await place.command("show", "no");
    expect([several.status, several.err]).toEqual([2, expect.stringContaining("knows no record")]);
  });

  it("names the ids that begin alike", async () => {
    await report("nobody-1", "nobody-2");
    const { status, err } = await place.command("show", "nobody");
    expect([status, err]).toEqual([
      2,
      '"nobody" begins several record ids: nobody-1, nobody-2. Give more of the one you mean.',
    ]);
  });
});

describe("failed", () => {
  it("lists what was refused with its place, rule, the channel's words and what to do", async () => {
    await report("nobody");
    const { status, out } = await place.command("failed", "list");
    expect(status).toBe(0);
    expect(out).toMatch(/usage\.csv:5: rebilly, record nobody: refused$/m);
    expect(out).toMatch(/^ {2}problem: .*\(field subscription, rule \S+\)$/m);
    expect(out).toMatch(/^ {2}channel's words: /m);
    expect(out).toMatch(/^ {2}next: .*usage-billing failed retry/m);
  });

  it("lists one channel, as JSON a line for each record", async () => {
    await report("nobody", "nothing");
    const { out } = await place.command("failed", "list", "--channel", "rebilly", "--json");
    const ids = out.split("\n").map((line) => JSON.parse(line).recordId);
    expect(ids).toEqual(["nobody", "nothing"]);
    const none = await place.command("failed", "list", "--channel", "connect");
    expect([none.out, none.err]).toEqual(["", "0 records to look at."]);
  });

  it("shows what an ambiguous record could be", async () => {
    await leaveInDoubt(["usage-a", "usage-b"]);
    const { out } = await place.command("failed", "show", "doubted-1");
    expect(out).toContain("usage.csv:9: rebilly, record doubted-1: ambiguous");
    expect(out).toContain("could be: usage-a (quantity 7.5, stored)");
    expect(out).toContain("could be: usage-b (quantity 7.5, stored)");
    expect(out).toContain('"usage-billing decide doubted-1 --held REFERENCE"');
  });

  it("refuses to show a record that did not fail", async () => {
    await report();
    const { status, err } = await place.command("failed", "show", IDS.rebilly);
    expect([status, err]).toEqual([
      2,
      expect.stringContaining("neither refused nor disputed nor ambiguous"),
    ]);
  });

  it("puts a refused record back in line, and the next run of the file sends it", async () => {
    const file = await report("nobody");
    const { status, out } = await place.command("failed", "retry", "nobody");
    expect([status, out]).toEqual([0, expect.stringMatching(/^1 record put back in line\./)]);
    const now = await place.command("show", "nobody", "--json");
    expect(JSON.parse(now.out).state).toBe("waiting");
    expect((await place.command("report", file)).status).toBe(3);
    expect((await place.command("failed", "retry", "--all", "--json")).out).toBe(
      '{"retried":1,"skipped":[],"skippedOmitted":0}',
    );
  });

  it.each([
    [["failed", "retry"], /Say which records/],
    [["failed", "retry", "--all", "nobody"], /not both/],
    [["failed", "retry", "nobody"], /knows no record "nobody"/],
  ])("refuses %j", async (args, message) => {
    await report();
    const { status, err } = await place.command(...args);
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
  });

  it("leaves alone what was not refused, says so and ends with 3", async () => {
    await report();
    const { status, out } = await place.command("failed", "retry", IDS.rebilly);
    expect([status, out]).toEqual([
      3,
      "0 records put back in line.\nNot record rebilly-1: it is accepted, not refused.",
    ]);
  });
});

describe("decide", () => {
  const REASON = ["--reason", "the invoice shows it", "--by", "ines", "--yes"];

  it("names what it could be, and keeps who decided and why", async () => {
    await leaveInDoubt(["usage-a"]);
    const { status, out, err } = await place.command(
      ...["decide", "doubted-1", "--held", "usage-a", ...REASON],
    );
    expect(err).toContain("could be: usage-a (quantity 7.5, stored)");
    expect([status, out]).toEqual([
      0,
      "Decided: rebilly holds it as usage-a, so it is never sent again.",
    ]);
    const story = await place.command("show", "doubted-1");
    expect(story.out).toContain("Record doubted-1 is accepted");
    expect(story.out).toContain(
      "ines decided that the channel holds it as usage-a, because: the invoice shows it",
    );
  });

  it("puts a record in line that a person did not find at the channel", async () => {
    await leaveInDoubt(["usage-a"]);
    const decided = await place.command("decide", "doubted-1", "--not-held", ...REASON);
    expect(decided.status).toBe(0);
    const { out } = await place.command("show", "doubted-1", "--json");
    expect(JSON.parse(out).state).toBe("waiting");
  });

  it("warns of a reference that is none of those that it could be", async () => {
    await leaveInDoubt(["usage-a"]);
    const { out } = await place.command("decide", "doubted-1", "--held", "usage-c", ...REASON);
    expect(out).toContain("That is none of those that it could be.");
  });

  it.each([
    [["--held", "a", "--not-held"], /cannot be used with/],
    [[], /Look the record up at the channel/],
    [["--held", " "], /--held needs the channel's own id/],
    [["--not-held"], /Give --reason TEXT/],
    [["--not-held", "--reason", "x"], /Nobody is there to ask. Give --yes/],
  ])("decides nothing from %j", async (args, message) => {
    await leaveInDoubt(["usage-a"]);
    const { status, err } = await place.command("decide", "doubted-1", ...args);
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
    const { out } = await place.command("show", "doubted-1", "--json");
    expect(JSON.parse(out).state).toBe("ambiguous");
  });

  it("has nothing to decide of a record that its channel holds", async () => {
    await report();
    const { status, err } = await place.command("decide", IDS.rebilly, "--not-held", ...REASON);
    expect([status, err]).toEqual([2, expect.stringContaining("there is nothing to decide")]);
  });
});
