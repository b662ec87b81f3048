import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createScheduledPlace, type ScheduledPlace } from "./__fixtures__/scheduled-place.ts";

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
});
afterEach(() => place.close());

const report = (...args: readonly string[]) => place.command("report", "--due", ...args);
const ledgerFile = () => place.write("here", "").replace(/here$/, "ledger.db");

/** What the channels hold. */
function reported(): readonly string[] {
  return Object.values(place.twins)
    .flatMap((twin) => twin.usage())
    .map(({ quantity }) => quantity.toString());
}

describe("report --due --dry-run", () => {
  it("lists the windows that would be sent, with their sums, and does nothing", async () => {
    delete place.environment["USAGE_BILLING_REBILLY_API_KEY"];
    place.day("2026-10-01", ["1.5", "2"]);
    place.day("2026-10-02", ["4"]);
    place.at("2026-10-03T00:10:00Z");
    const { status, out, err } = await report("--dry-run");
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/metering +rebilly +2026-10-01\S+ +2 +3.5 +2 +would be sent/);
    expect(out).toMatch(/metering +rebilly +2026-10-02\S+ +1 +4 +1 +would be sent/);
    expect(out).toContain("This was a dry run");
    expect([reported(), existsSync(ledgerFile())]).toEqual([[], false]);
  });

  it("tells as much as the report does, and leaves the ledger as it is", async () => {
    place.day("2026-10-01", ["1.5"]);
    place.at("2026-10-02T00:10:00Z");
    await report();
    place.day("2026-10-02", ["4", "-1"]);
    place.at("2026-10-04T00:10:00Z");
    const before = readFileSync(ledgerFile());
    const dry = await report("--dry-run", "--json");
    expect(readFileSync(ledgerFile()).equals(before)).toBe(true);
    expect(reported()).toEqual(["1.5"]);
    const planned = JSON.parse(dry.out);
    expect(planned).toMatchObject({
      ...{ dryRun: true, inLine: [] },
      windows: [
        { state: "done", records: 2, quantity: "3", added: 1, refused: 1, known: 0 },
        { state: "failed", reason: expect.stringContaining("the source yielded nothing") },
      ],
      schedules: [{ channel: "rebilly", missing: [{}, {}] }],
    });
    const real = await report("--json");
    expect(JSON.parse(real.out).windows).toEqual(planned.windows);
    expect([dry.status, real.status]).toEqual([4, 4]);
  });

  it("knows what the ledger has, and what it has with other content", async () => {
    place.day("2026-10-01", ["1.5", "2"]);
    place.at("2026-10-02T00:10:00Z");
    const file = place.day("2026-10-01", ["1.5", "2"]);
    expect((await place.command("report", file, "--channel", "rebilly")).status).toBe(0);
    place.day("2026-10-01", ["1.5", "3", "7"]);
    const { status, out } = await report("--dry-run", "--json");
    expect(JSON.parse(out).windows).toMatchObject([
      { records: 3, added: 1, known: 1, conflicts: [{ state: "accepted" }] },
    ]);
    expect(status).toBe(3);
  });

  it("says when nothing is due", async () => {
    place.at("2026-10-02T00:09:00Z");
    const { status, out } = await report("--dry-run");
    expect([status, out]).toEqual([
      0,
      expect.stringContaining("Nothing is due. The next run is at 2026-10-02T00:10:00Z."),
    ]);
  });
});
