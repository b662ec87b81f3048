import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const REASON = ["--reason", "mended as usage-2", "--by", "ines"];

function write(line: string): string {
  return place.write("usage.csv", [`${HEADER},record_id`, `${line},usage-1`, ""].join("\n"));
}

/** Reports a record that Rebilly refuses. */
async function reportRefused(): Promise<string> {
  const file = write(LINES.rebilly.replace("storage_001", "nobody"));
  expect((await place.command("report", file)).status).toBe(3);
  return file;
}

async function stateNow(): Promise<string> {
  return JSON.parse((await place.command("show", "usage-1", "--json")).out).state;
}

describe("failed dismiss", () => {
  it("ends the story of a refused record, and keeps who wanted it and why", async () => {
    await reportRefused();
    const asked = await place.command("failed", "list");
    expect(asked.out).toContain('"usage-billing failed dismiss usage-1 --reason TEXT"');
    const { status, out, err } = await place.command(
      ...["failed", "dismiss", "usage-1", ...REASON, "--yes"],
    );
    expect(err).toContain("rebilly, record usage-1: refused");
    expect([status, out]).toEqual([
      0,
      "Dismissed: Nothing is ever billed for record usage-1, quantity 1.125.",
    ]);
    const now = await place.command("status");
    expect([now.status, now.out]).toEqual([0, expect.stringContaining("Nothing is left to do.")]);
    expect(now.out).toMatch(/^rebilly\s+\(none\)\s+dismissed\s+1\s+1\.125$/m);
    const { out: story } = await place.command("show", "usage-1");
    expect(story).toContain("ines decided that nothing is billed for it, because: mended as");
    expect(story).toContain("Next: Nothing is left to do.");
    expect((await place.command("failed", "list")).out).toBe("");
    expect((await place.command("ledger", "verify")).status).toBe(0);
    const statement = await place.command("statement", "--period", "2026-10", "--json");
    expect(statement.status).toBe(0);
    expect(JSON.parse(statement.out).open.total).toBe(0);
  });

  it("does not send a dismissed record that is reported again, and says so", async () => {
    const file = await reportRefused();
    await place.command("failed", "dismiss", "usage-1", ...REASON, "--yes");
    const { status, out, err } = await place.command("report", file);
    expect([status, out + err]).toEqual([
      0,
      expect.stringContaining("1 record had been dismissed and will not be sent again"),
    ]);
    expect(await stateNow()).toBe("dismissed");
  });

  it("names the way out when a mended record comes with the id of a dismissed one", async () => {
    await reportRefused();
    await place.command("failed", "dismiss", "usage-1", ...REASON, "--yes");
    const { status, out, err } = await place.command("report", write(LINES.rebilly));
    expect([status, out + err]).toEqual([
      3,
      expect.stringMatching(
        /nothing was sent for it. If it is to be billed, give it an id of its own/,
      ),
    ]);
    expect(await stateNow()).toBe("dismissed");
    const retried = await place.command("failed", "retry", "usage-1");
    expect(retried.out).toContain("Not record usage-1: it is dismissed, not refused.");
    const again = await place.command("failed", "dismiss", "usage-1", ...REASON, "--yes");
    expect([again.status, again.err]).toEqual([2, expect.stringContaining("dismissed already")]);
  });

  it.each([
    [[], /Give --reason TEXT/],
    [["--reason", " "], /Give --reason TEXT/],
    [["--reason", "x"], /Nobody is there to ask. Give --yes/],
  ])("dismisses nothing from %j", async (args, message) => {
    await reportRefused();
    const { status, err } = await place.command("failed", "dismiss", "usage-1", ...args);
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
    expect(await stateNow()).toBe("refused");
  });

  it("leaves alone what its channel holds", async () => {
    await place.command("report", write(LINES.rebilly));
    const { status, err } = await place.command("failed", "dismiss", "usage-1", ...REASON, "--yes");
    expect([status, err]).toEqual([2, expect.stringContaining("is accepted; only a record")]);
  });
});
