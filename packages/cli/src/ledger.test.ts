import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
let folder = "";
beforeEach(async () => {
  place = await createWorkplace();
  const file = place.write("usage.csv", `${HEADER},record_id\n${LINES.rebilly},rebilly-1\n`);
  folder = file.replace("/usage.csv", "");
  expect((await place.command("report", file)).status).toBe(0);
});
afterEach(() => place.close());

/** Changes the kept state behind the ledger's back, as a defect or a damaged disk would. */
function tamper(): void {
  const database = new DatabaseSync(`${folder}/ledger.db`);
  database.exec("UPDATE records SET state = 2");
  database.close();
}

describe("ledger verify and rebuild", () => {
  it("finds nothing wrong with a ledger that nobody touched", async () => {
    const { status, out } = await place.command("ledger", "verify");
    expect(status).toBe(0);
    expect(out).toMatch(/ledger\.db has \d+ facts, and the state that it keeps is what they give/);
    const json = await place.command("ledger", "verify", "--json");
    expect(JSON.parse(json.out)).toMatchObject({ differenceCount: 0, differences: [] });
  });

  it("names what is not as the log gives it, ends with 3, and mends it", async () => {
    tamper();
    const { status, out } = await place.command("ledger", "verify");
    expect([status, out]).toEqual([3, expect.stringMatching(/^record rebilly-1 is .*waiting/)]);
    expect(out).toContain('run "usage-billing ledger rebuild"');
    const rebuilt = await place.command("ledger", "rebuild");
    expect([rebuilt.status, rebuilt.out]).toEqual([
      0,
      expect.stringContaining("what is listed above was different (1)"),
    ]);
    expect((await place.command("ledger", "verify")).status).toBe(0);
    expect((await place.command("status")).status).toBe(0);
    expect(place.twins.rebilly.usage()).toHaveLength(1);
  });

  it("verifies after an upgrade", async () => {
    const { status, out } = await place.command("ledger", "upgrade");
    expect([status, out]).toEqual([0, expect.stringContaining("is what they give")]);
  });
});

describe("ledger backup", () => {
  it("writes a copy that can be put in the ledger's place", async () => {
    const { status, out } = await place.command("ledger", "backup", `${folder}/copy.db`, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ backup: `${folder}/copy.db` });
    const configuration = JSON.parse(place.read("usage-billing.config.json"));
    const restored = JSON.stringify({ ...configuration, ledger: { file: "copy.db" } });
    place.write("usage-billing.config.json", restored);
    expect((await place.command("ledger", "verify")).status).toBe(0);
    expect((await place.command("show", "rebilly-1")).out).toContain("rebilly-1 is accepted");
    const again = await place.command("report", `${folder}/usage.csv`);
    expect(again.out).toContain("Nothing was left to send.");
  });

  it("overwrites nothing", async () => {
    const file = place.write("kept.txt", "kept");
    const { status, err } = await place.command("ledger", "backup", file);
    expect([status, err]).toEqual([2, expect.stringContaining("kept.txt")]);
    expect(place.read("kept.txt")).toBe("kept");
  });
});
