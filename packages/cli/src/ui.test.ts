import { createServer } from "node:net";
import { openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type LedgerPage,
  makeChange,
  openLedgerPage,
  readListedIds,
} from "./__fixtures__/ledger-page.ts";
import {
  createWorkplace,
  HEADER,
  LINES,
  type RunningCommand,
  type Workplace,
} from "./__fixtures__/workplace.ts";

let place: Workplace;
const running: RunningCommand[] = [];
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(async () => {
  for (const command of running.splice(0)) await command.stop();
  await place.close();
});

async function open(...args: readonly string[]): Promise<LedgerPage> {
  const command = place.start("ui", ...args);
  running.push(command);
  return openLedgerPage(await command.line("http://"));
}

const REFUSED = LINES.rebilly.replace("sub_twin_storage_001", "sub_nobody_has");

async function report(...lines: readonly string[]): Promise<void> {
  await place.command("report", place.write("usage.csv", [HEADER, ...lines, ""].join("\n")));
}

describe("usage-billing ui", () => {
  it("lists what was refused with the words of explain, and puts it back in line", async () => {
    await report(REFUSED);
    const page = await open();
    const [recordId = ""] = await readListedIds(page);
    const record = await (await page.get(`api/record?id=${recordId}`)).json();
    const { meaning, next, parts, history, commands } = record.explanation;
    expect(meaning).toBe("the channel does not hold it, because it breaks a rule.");
    expect(next).toContain(`usage-billing failed retry ${recordId}`);
    expect(parts.map(({ title }: { title: string }) => title)).toContain("What was said");
    expect(history[0].words).toMatch(/^taken in from .*usage\.csv:2, quantity 1\.125$/);
    expect(commands).toContain(`usage-billing failed retry ${recordId}`);
    const lines = await makeChange(page, { kind: "retry", recordIds: [recordId] });
    expect(lines[0]).toBe("1 record is back in line.");
    expect(JSON.parse((await place.command("show", recordId, "--json")).out).state).toBe("waiting");
  });

  it("corrects at the channel, with the ids that correct gives, in the name of --by", async () => {
    await report(LINES.rebilly);
    const page = await open("--by", "ines");
    const { rows } = (await (await page.get("api/overview")).json()).count;
    expect(rows).toEqual([expect.objectContaining({ state: "accepted", quantity: "1.125" })]);
    const found = await (await page.get("api/search?id=0000")).json();
    expect(found).toEqual({ recordIds: [], isCut: false });
    const ledger = openLedger(place.write("place", "").replace(/place$/, "ledger.db"));
    const ids: string[] = [];
    for await (const { record } of ledger.records()) ids.push(record.recordId);
    await ledger.close();
    const [recordId = ""] = ids;
    const wanted = { kind: "correct", recordId, quantity: "2.5", reason: "counted twice" };
    const [said] = await makeChange(page, wanted);
    expect(said).toMatch(/^Of record \w{32}: the channel holds it\.$/);
    const { out: story } = await place.command("show", recordId);
    expect(story).toContain("as ines wanted, because: counted twice");
    const { out: status } = await place.command("status");
    expect(status).toContain("2.5");
  });

  it("leaves the ledger to other commands, and says so while one of them has it", async () => {
    await report(LINES.rebilly);
    const page = await open();
    expect((await place.command("status")).status).toBe(0);
    const file = place.write("place", "").replace(/place$/, "ledger.db");
    const ledger = openLedger(file);
    const refused = await page.get("api/overview");
    expect([refused.status, await refused.json()]).toEqual([
      503,
      { error: expect.stringContaining("Another process has the ledger"), isPassing: true },
    ]);
    const shown = await (await page.get("")).text();
    expect(shown).toContain("Another process has the ledger");
    await ledger.close();
    expect((await page.get("api/overview")).status).toBe(200);
  });

  it("shows only the channels that were asked for", async () => {
    await report(REFUSED, LINES.connect);
    const page = await open("--channel", "connect");
    const overview = await (await page.get("api/overview")).json();
    expect(overview.channels).toEqual(["connect"]);
    expect(await readListedIds(page)).toEqual([]);
    expect((await place.command("ui", "--channel", "nobody")).err).toContain("no channel");
  });

  it("prints its link once, and its token nowhere else", async () => {
    await report(LINES.rebilly);
    const command = place.start("ui", "--json");
    running.push(command);
    const { url, link } = JSON.parse(await command.line("link"));
    const token = new URL(link).searchParams.get("token") ?? "";
    expect(url).not.toContain(token);
    expect(token).toMatch(/^[\w-]{43}$/);
    await fetch(new URL("api/overview", new URL("./", link)));
    const { status, out, err } = await command.stop();
    expect(status).toBe(0);
    expect(out.split(token)).toHaveLength(2);
    expect(err).not.toContain(token);
  });

  it("ends with 2 for another address, a port that is taken, and a ledger that is not there", async () => {
    const missing = await place.command("ui");
    expect([missing.status, missing.err]).toEqual([2, expect.stringContaining("no ledger")]);
    await report(LINES.rebilly);
    const outside = await place.command("ui", "--host", "0.0.0.0");
    expect([outside.status, outside.err]).toEqual([2, expect.stringContaining("not at 0.0.0.0")]);
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
    });
    const taken = await place.command("ui", "--port", String(port));
    expect([taken.status, taken.err]).toEqual([2, expect.stringContaining("it is taken")]);
    await new Promise((resolve) => other.close(resolve));
    const file = place.write("place", "").replace(/place$/, "ledger.db");
    const ledger = openLedger(file);
    const locked = await place.command("ui", "--wait", "1ms");
    expect([locked.status, locked.err]).toEqual([2, expect.stringContaining("in use by another")]);
    await ledger.close();
  });
});
