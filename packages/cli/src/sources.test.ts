import { type PostgresServer, startPostgres } from "@usage-billing/ledger-postgres/testing";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

function configure(sources: unknown): void {
  const configuration = JSON.parse(place.read("usage-billing.config.json"));
  place.write("usage-billing.config.json", JSON.stringify({ ...configuration, sources }));
}

const DAY = ["--from", "2026-10-01T00:00:00Z", "--to", "2026-10-02T00:00:00Z"] as const;
const HEADER = "subscription,quantity,start,end";
const row = (subscription: string, quantity: string) =>
  `${subscription},${quantity},2026-10-01T00:00:00Z,2026-10-02T00:00:00Z`;
const FILES = { channels: ["rebilly"], files: "{day:yyyy-MM-dd}.csv" };

function write(...lines: readonly string[]): void {
  place.write("2026-10-01.csv", `${[HEADER, ...lines].join("\n")}\n`);
}

describe("sources list", () => {
  it("shows every source", async () => {
    const rollUp = { function: "max", time: "at", window: "day" };
    const command = {
      channels: ["connect", "rebilly"],
      command: { argv: ["./export", "{start}"] },
    };
    configure({ files: { ...FILES, rollUp }, command });
    const { out } = await place.command("sources", "list");
    expect(out).toMatch(/^files\s+files\s+\{day:yyyy-MM-dd\}\.csv\s+rebilly\s+max by day, UTC$/m);
    expect(out).toMatch(/^command\s+command\s+\.\/export \{start\}\s+connect, rebilly$/m);
    const json = JSON.parse((await place.command("sources", "list", "--json")).out);
    expect(json[0]).toMatchObject({ source: "files", kind: "files", channels: ["rebilly"] });
  });

  it("says when there is none", async () => {
    expect((await place.command("sources", "list")).err).toMatch(/has no "sources"/);
    const { status, err } = await place.command("sources", "read", "x", ...DAY);
    expect([status, err]).toEqual([2, expect.stringContaining('There is no source "x".')]);
  });
});

describe("sources check", () => {
  it("tells what is ready, silent and to be mended", async () => {
    write(row("sub_1", "1"));
    const sql = { sqlite: "none.db", query: "SELECT 1" };
    const channels = ["rebilly"];
    configure({ good: FILES, silent: { ...FILES, files: "*.jsonl" }, bad: { channels, sql } });
    const all = await place.command("sources", "check", ...DAY);
    expect(all.status).toBe(2);
    expect(all.out).toMatch(/^good: ready, with subscription, quantity, start, end$/m);
    expect(all.out).toMatch(/^silent: silent in 2026-10-01T00:00:00Z\/2026-10-02T00:00:00Z$/m);
    expect(all.out).toMatch(/^bad: source bad: .*there is no such SQLite file/m);
    expect((await place.command("sources", "check", "good", ...DAY)).status).toBe(0);
    expect((await place.command("sources", "check", "silent", ...DAY)).status).toBe(4);
  });

  it("names a column that is missing", async () => {
    write(row("sub_1", "1"));
    configure({ metering: { ...FILES, columns: { meter: "item" } } });
    const { status, out } = await place.command("sources", "check", ...DAY);
    expect([status, out]).toEqual([
      2,
      expect.stringMatching(/it has no column "item"; it has subscription/),
    ]);
  });
});

describe("sources read", () => {
  it("prints what would be reported, and sends nothing", async () => {
    write(row("sub_1", "0.1"), row("sub_2", "0.2"));
    configure({ metering: FILES });
    const { status, out, err } = await place.command("sources", "read", "metering", ...DAY);
    expect(status).toBe(0);
    expect(out).toMatch(
      /^rebilly\s+sub_1\s+0\.1\s+2026-10-01T00:00:00Z\/2026-10-02T00:00:00Z\s+\S*2026-10-01\.csv:2$/m,
    );
    expect(err).toContain("rebilly: 2 records, 0.3 in all.");
    const json = await place.command("sources", "read", "metering", ...DAY, "--json");
    expect(json.out.split("\n").map((line) => JSON.parse(line).quantity)).toEqual(["0.1", "0.2"]);
    expect(place.twins.rebilly.usage()).toEqual([]);
  });

  it("ends with 4 for silence", async () => {
    configure({ metering: FILES });
    const { status, err } = await place.command("sources", "read", "metering", ...DAY);
    expect([status, err]).toEqual([4, expect.stringContaining("Silence is not zero")]);
  });

  it("names rows that are none, twice there or of another window", async () => {
    configure({ metering: FILES });
    write(row("sub_1", "1e3"), row("sub_2", "1"), row("sub_2", "2"));
    const bad = await place.command("sources", "read", "metering", ...DAY);
    expect(bad.status).toBe(2);
    expect(bad.err).toMatch(
      /2026-10-01\.csv:2: column "quantity": "1e3" is in scientific notation/,
    );
    expect(bad.err).toMatch(
      /2026-10-01\.csv:4: is the same record as \S*2026-10-01\.csv:3 \(duplicate-record\)/,
    );
    write("sub_1,1,2026-10-02T00:00:00Z,2026-10-03T00:00:00Z");
    const other = await place.command("sources", "read", "metering", ...DAY);
    expect([other.status, other.err]).toEqual([
      2,
      expect.stringMatching(/\(outside-window\)\. Let the source give/),
    ]);
  });

  it("rolls up", async () => {
    const rollUp = { function: "sum", time: "at", window: "day" };
    place.write(
      "2026-10-01.csv",
      "subscription,quantity,at\na,0.1,2026-10-01T05:00:00Z\na,0.2,2026-10-01T06:00:00Z\n",
    );
    configure({ metering: { ...FILES, rollUp } });
    const { out, err } = await place.command("sources", "read", "metering", ...DAY);
    expect(out).toMatch(/^rebilly\s+a\s+0\.3\s/m);
    expect(err).toContain("1 file, 2 events.");
  });

  it("needs a window, and stops at Ctrl-C", async () => {
    write(row("sub_1", "1"));
    configure({ metering: FILES });
    const backwards = await place.command(
      "sources",
      "read",
      "metering",
      "--from",
      DAY[3],
      "--to",
      DAY[1],
    );
    expect([backwards.status, backwards.err]).toEqual([
      2,
      expect.stringContaining("--to must be after --from"),
    ]);
    expect((await place.interrupted("sources", "read", "metering", ...DAY)).status).toBe(130);
  });
});

describe("a source in PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  async function fill(database: string, ...statements: readonly string[]): Promise<void> {
    const url = await server.createDatabase(database);
    place.environment["METERING_URL"] = url;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  const query = `SELECT subscription, quantity, first AS start, last AS "end" FROM usage WHERE first >= {start} AND first < {end} ORDER BY 1`;
  const source = { channels: ["rebilly"], sql: { postgres: "METERING_URL", query } };
  const read = () => place.command("sources", "read", "metering", ...DAY, "--json");

  it("gives every digit of numerics, and times in UTC", async () => {
    await fill(
      "exact",
      "CREATE TABLE usage (subscription text, quantity numeric, first timestamptz, last timestamptz)",
      "INSERT INTO usage VALUES ('a', 12345678901234567890.000000000000000001, '2026-10-01 02:00+02', '2026-10-02'), ('b', 1, '2026-10-02', '2026-10-03')",
      "INSERT INTO usage SELECT 's' || n, n, '2026-10-01Z', '2026-10-02Z' FROM generate_series(1, 6000) n",
    );
    configure({ metering: source });
    const { status, out, err } = await read();
    expect([status, err]).toEqual([0, expect.stringContaining("rebilly: 6001 records")]);
    const first = JSON.parse(out.split("\n")[0] ?? "");
    expect(first).toMatchObject({
      subscription: "a",
      quantity: "12345678901234567890.000000000000000001",
    });
    expect(first.period).toEqual({ start: "2026-10-01T00:00:00Z", end: "2026-10-02T00:00:00Z" });
    expect(first.source).toEqual({ file: "query of metering", line: 1 });
  });

  it("reads times without a zone in the configured one", async () => {
    await fill(
      "local",
      "CREATE TABLE usage (subscription text, quantity bigint, first timestamp, last timestamp)",
      "INSERT INTO usage VALUES ('a', 9223372036854775807, '2026-10-01 02:00', '2026-10-02 02:00')",
    );
    configure({ metering: { ...source, zone: "Europe/Madrid" } });
    const { out } = await read();
    expect(JSON.parse(out)).toMatchObject({
      quantity: "9223372036854775807",
      period: { start: "2026-10-01T00:00:00Z" },
    });
  });

  it("refuses binary floats, writing and mistakes, and says so", async () => {
    await fill(
      "rough",
      "CREATE TABLE usage (subscription text, quantity double precision, first timestamptz, last timestamptz)",
      "INSERT INTO usage VALUES ('a', 0.1, '2026-10-01Z', '2026-10-02Z')",
    );
    configure({ metering: source });
    expect(await read()).toMatchObject({
      status: 2,
      err: expect.stringMatching(
        /column "quantity": is of type double precision.*CAST\(quantity AS DECIMAL/,
      ),
    });
    const ask = async (text: string) => {
      configure({ metering: { ...source, sql: { postgres: "METERING_URL", query: text } } });
      return read();
    };
    expect(await ask("SELECT * FROM nowhere")).toMatchObject({
      status: 2,
      err: expect.stringMatching(/PostgreSQL says: relation "nowhere" does not exist/),
    });
    expect((await ask("DELETE FROM usage RETURNING *")).status).toBe(2);
    expect((await ask("SELECT nextval('s') FROM usage; DROP TABLE usage")).status).toBe(2);
    expect(
      (await ask(query.replace(" quantity", " CAST(quantity AS numeric(18, 6)) AS quantity"))).out,
    ).toContain('"quantity":"0.1"');
  });
});
