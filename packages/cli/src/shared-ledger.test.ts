import { type PostgresServer, startPostgres } from "@usage-billing/ledger-postgres/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeChange, openLedgerPage, readListedIds } from "./__fixtures__/ledger-page.ts";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());

let place: Workplace;
let databases = 0;
beforeEach(async () => {
  place = await createWorkplace();
  databases += 1;
  const url = await server.createDatabase(`cli_${databases}`);
  place.environment["USAGE_BILLING_LEDGER_URL"] = url;
  const configuration = JSON.parse(place.read("usage-billing.config.json"));
  const shared = { ...configuration, ledger: { postgres: { schema: "billing" } } };
  place.write("usage-billing.config.json", JSON.stringify(shared));
});
afterEach(() => place.close());

const GOOD = [HEADER, ...Object.values(LINES), ""].join("\n");

function held(): readonly string[] {
  return Object.values(place.twins)
    .flatMap((twin) => twin.usage())
    .map(({ channel, quantity }) => `${channel} ${quantity}`);
}

const EVERYTHING = ["connect 12.0625", "rebilly 1.125", "twocheckout 1500"];

describe("a ledger in PostgreSQL", () => {
  it("takes a month in, brings it to its channels once, and tells about it", async () => {
    const file = place.write("usage.csv", GOOD);
    const { status, out, err } = await place.command("report", file);
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/^rebilly\s+\(none\)\s+accepted\s+1\s+1\.125$/m);
    expect((await place.command("report", file)).status).toBe(0);
    expect(held()).toEqual(EVERYTHING);
    expect((await place.command("status")).status).toBe(0);
    const json = JSON.parse((await place.command("status", "--json")).out);
    expect(json.sums).toHaveLength(3);
    expect((await place.command("ledger", "verify")).status).toBe(0);
  }, 60_000);

  it("shares the work of two services, with one effect for each record", async () => {
    expect((await place.command("status")).status).toBe(0);
    const services = [1, 2].map(() => place.start("run", "--listen", "127.0.0.1:0"));
    for (const service of services) await service.line('"message":"started"');
    const file = place.write("usage.csv", GOOD);
    expect((await place.command("report", file)).status).toBe(0);
    for (const service of services) {
      const { status, out, err } = await service.stop();
      expect([status, err, out]).toEqual([0, "", expect.stringContaining('"stopped"')]);
    }
    expect(held()).toEqual(EVERYTHING);
  }, 60_000);

  it("lives through a crash of the server", async () => {
    expect((await place.command("status")).status).toBe(0);
    const service = place.start("run", "--listen", "127.0.0.1:0", "--interval", "1s");
    await service.line('"message":"started"');
    const file = place.write("usage.csv", GOOD);
    expect((await place.command("report", file)).status).toBe(0);
    await server.crash();
    const more = GOOD.replaceAll("2026-10", "2026-11");
    const later = place.write("later.csv", more);
    const { status } = await place.command("report", later);
    const stopped = await service.stop();
    expect([status, stopped.status, stopped.err]).toEqual([0, 0, ""]);
    expect(held()).toHaveLength(6);
  }, 60_000);

  it("is shown in a browser, counted by its server, and put back in line from there", async () => {
    const refused = LINES.rebilly.replace("sub_twin_storage_001", "sub_nobody_has");
    const file = place.write("usage.csv", [HEADER, LINES.connect, refused, ""].join("\n"));
    expect((await place.command("report", file)).status).toBe(3);
    const command = place.start("ui");
    const page = await openLedgerPage(await command.line("http://"));
    const [recordId = "", ...others] = await readListedIds(page);
    expect(others).toEqual([]);
    const shown = await (await page.get("")).text();
    expect(shown).toMatch(new RegExp(`<table id="records">.*${recordId}.*</table>`, "s"));
    const readCount = async () => (await (await page.get("api/overview")).json()).count.rows;
    const sum = { channel: "rebilly", state: "refused", records: 1, quantity: "1.125" };
    await expect.poll(readCount).toContainEqual(expect.objectContaining(sum));
    const [said] = await makeChange(page, { kind: "retry", recordIds: [recordId] });
    expect(said).toBe("1 record is back in line.");
    expect(JSON.parse((await place.command("show", recordId, "--json")).out).state).toBe("waiting");
    expect((await command.stop()).status).toBe(0);
  }, 60_000);

  it("is repaired to the end: what goes into line again is sent by the same command", async () => {
    const name = "usage-billing.config.json";
    const configuration = JSON.parse(place.read(name));
    Object.assign(configuration.channels.rebilly, { visibilityLagSeconds: 0 });
    place.write(name, JSON.stringify(configuration));
    const file = place.write("usage.csv", [HEADER, LINES.rebilly, ""].join("\n"));
    expect((await place.command("report", file)).status).toBe(0);
    const { rebilly } = place.twins;
    const [usage] = rebilly.usage();
    const base = place.environment["USAGE_BILLING_REBILLY_BASE_URL"];
    const key = place.environment["USAGE_BILLING_REBILLY_API_KEY"] ?? "";
    const at = `${base}/organizations/org_twin_sample/usages/${usage?.reference}`;
    await fetch(at, { method: "DELETE", headers: { "REB-APIKEY": key } });
    expect(held()).toEqual([]);
    const month = ["--channel", "rebilly", "--period", "2026-10"];
    const { status, out } = await place.command("reconcile", ...month, "--repair", "--yes");
    expect(out).toMatch(/After the repair:\n.*1 pair equal. Clean/);
    expect([status, held()]).toEqual([0, ["rebilly 1.125"]]);
  }, 60_000);

  it("ends when an error keeps a channel from being reached, and says which", async () => {
    place.environment["USAGE_BILLING_REBILLY_API_KEY"] = "sk_c4nary";
    const { status, out, err } = await place.command("report", place.write("usage.csv", GOOD));
    expect(status).toBe(2);
    expect(out).toMatch(/^rebilly: rebilly answered \w+ with 401/m);
    expect(out + err).not.toContain("c4nary");
    expect(held()).toEqual(["connect 12.0625", "twocheckout 1500"]);
  }, 60_000);

  it("works through what is open once, as status ends", async () => {
    place.environment["USAGE_BILLING_REBILLY_API_KEY"] = "sk_wrong";
    await place.command("report", place.write("usage.csv", GOOD), "--channel", "twocheckout");
    const { status } = await place.command("run", "--once", "--channel", "twocheckout");
    expect(status).toBe(0);
  }, 60_000);
});

describe("a ledger in PostgreSQL that cannot be had", () => {
  it("names the variable of a missing connection string", async () => {
    delete place.environment["USAGE_BILLING_LEDGER_URL"];
    const { status, err } = await place.command("status");
    expect([status, err]).toEqual([
      2,
      expect.stringContaining("Set the environment variable USAGE_BILLING_LEDGER_URL"),
    ]);
    expect(err).not.toContain("[redacted]");
  });

  it("says what is wrong with the server or the role, and never shows the password", async () => {
    const url = new URL(place.environment["USAGE_BILLING_LEDGER_URL"] ?? "");
    url.password = "c4nary";
    place.environment["USAGE_BILLING_LEDGER_URL"] = url.href;
    const { status, err } = await place.command("status");
    expect(status).toBe(2);
    expect(err).toMatch(
      /^ledger postgresql:\/\/.* \(schema billing\) .*(password|role|credential)/i,
    );
    expect(err).not.toContain("c4nary");
  }, 30_000);
});
