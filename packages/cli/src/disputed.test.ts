import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const GROUNDS = ["--reason", "credited by hand", "--by", "ines", "--yes"];

function statusOf(...args: readonly string[]): Promise<number> {
  return place.command(...args).then(({ status }) => status);
}

/** Takes usage away at Rebilly as a person does. */
async function remove(reference: string): Promise<void> {
  const base = place.environment["USAGE_BILLING_REBILLY_BASE_URL"] ?? "";
  const headers = { "REB-APIKEY": place.environment["USAGE_BILLING_REBILLY_API_KEY"] ?? "" };
  const url = `${base}/organizations/org_twin_sample/usages/${reference}`;
  expect((await fetch(url, { method: "DELETE", headers })).status).toBe(204);
}

function references(): readonly string[] {
  return place.twins.rebilly.usage().map(({ reference }) => reference);
}

/** Reports a record whose request the network repeats. */
async function double(): Promise<string> {
  const file = place.write("usage.csv", `${HEADER},record_id\n${LINES.rebilly},twice-1\n`);
  place.twins.rebilly.arm({ kind: "duplicate-delivery", method: "POST" });
  expect(await statusOf("report", file)).toBe(0);
  expect(references()).toHaveLength(2);
  return file;
}

describe("a record that is held twice", () => {
  it("is disputed everywhere until the double is gone", async () => {
    const file = await double();
    const { status, out } = await place.command("run", "--once", "--channel", "rebilly");
    expect(status).toBe(3);
    expect(out).toContain('"message":"record in alarm"');
    const shown = await place.command("status");
    expect(shown.status).toBe(3);
    expect(shown.out.split("\n")[1]).toMatch(/^ {2}rebilly: 1 record is disputed \(/);
    const failed = await place.command("failed", "list");
    for (const reference of references()) expect(failed.out).toContain(`it holds: ${reference}`);
    const story = (await place.command("show", "twice-1")).out;
    expect(story).toContain("Record twice-1 is disputed");
    expect(story).toMatch(/the channel was asked later: it does not hold just this record: /);
    const again = await place.command("report", file);
    expect([again.status, again.out]).toEqual([3, expect.stringContaining("the channel holds")]);
    const other = place.write("other.csv", `${HEADER}\n${LINES.twocheckout}\n`);
    expect((await place.command("report", other)).out).toContain(
      "1 record of earlier files is disputed",
    );
    const [, second = ""] = references();
    await remove(second);
    expect(await statusOf("run", "--once", "--channel", "rebilly")).toBe(0);
    expect(await statusOf("status")).toBe(0);
  });

  it("is no more disputed when a person said what is so", async () => {
    await double();
    expect(await statusOf("run", "--once", "--channel", "rebilly")).toBe(3);
    const [first = ""] = references();
    const decided = await place.command("decide", "twice-1", "--held", first, ...GROUNDS);
    expect([decided.status, decided.err]).toEqual([0, expect.stringContaining("it holds: ")]);
    expect(await statusOf("run", "--once", "--channel", "rebilly")).toBe(0);
    expect(references()).toHaveLength(2);
  });
});

describe("a record that is sent again", () => {
  it("is said to be one that may be there twice later", async () => {
    place.twins.rebilly.arm({ kind: "reset-before-storing", method: "POST" });
    const file = place.write("usage.csv", `${HEADER}\n${LINES.rebilly}\n`);
    const { status, out } = await place.command("report", file);
    expect([status, out]).toEqual([0, expect.stringContaining("was sent again")]);
  });
});
