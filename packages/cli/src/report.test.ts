import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const GOOD = [HEADER, ...Object.values(LINES), ""].join("\n");

function held(): readonly string[] {
  return Object.values(place.twins)
    .flatMap((twin) => twin.usage())
    .map(({ channel, quantity }) => `${channel} ${quantity}`);
}

const EVERYTHING = ["connect 12.0625", "rebilly 1.125", "twocheckout 1500"];

describe("report", () => {
  it("says when something is in the way of the ledger's folder", async () => {
    const file = place.write("usage.csv", GOOD);
    const configuration = JSON.parse(place.read("usage-billing.config.json"));
    place.write(
      "usage-billing.config.json",
      JSON.stringify({ ...configuration, ledger: "usage.csv/ledger.db" }),
    );
    const { status, err } = await place.command("report", file);
    expect(status).toBe(2);
    expect(err).toContain("The ledger's folder usage.csv cannot be made");
    expect(err).toContain('Name another place under "ledger"');
    expect(held()).toEqual([]);
  });

  it("reports to three channels, and says so in a table", async () => {
    const { status, out, err } = await place.command("report", place.write("usage.csv", GOOD));
    expect(err).toBe("");
    expect(status).toBe(0);
    expect(held()).toEqual(EVERYTHING);
    expect(out).toMatch(/^channel\s+meter\s+outcome\s+records\s+quantity$/m);
    expect(out).toMatch(/^connect\s+STORAGE-GB\s+(pending|accepted)\s+1\s+12\.0625$/m);
    expect(out).toMatch(/^rebilly\s+\(none\)\s+accepted\s+1\s+1\.125$/m);
  });

  it("sends nothing twice when the same file is reported again", async () => {
    const file = place.write("usage.csv", GOOD);
    await place.command("report", file);
    const { status, out } = await place.command("report", file);
    expect(status).toBe(0);
    expect(out).toContain("Nothing was left to send.");
    expect(out).toContain("3 records had been taken in before.");
    expect(held()).toEqual(EVERYTHING);
  });

  it("reports JSON Lines and prints JSON on request", async () => {
    const record = {
      channel: "rebilly",
      subscription: "sub_twin_calls_001",
      quantity: 1234567890123.125,
      start: "2026-10-01T00:00:00Z",
      end: "2026-11-01T00:00:00Z",
    };
    const file = place.write("usage.jsonl", `${JSON.stringify(record)}\n`);
    const { status, out } = await place.command("report", file, "--json");
    expect(status).toBe(0);
    const { channels } = JSON.parse(out);
    const rebilly = channels.find(({ channel }: { channel: string }) => channel === "rebilly");
    expect(rebilly.outcomes).toEqual([
      {
        status: "accepted",
        meter: null,
        count: 1,
        quantity: "1234567890123.125",
        stored: "1234567890123.125",
      },
    ]);
    expect(held()).toEqual(["rebilly 1234567890123.125"]);
  });

  it("reports only one channel when asked to", async () => {
    const file = place.write("usage.csv", GOOD);
    const { status, out } = await place.command("report", file, "--channel", "rebilly");
    expect(status).toBe(0);
    expect(out).toContain("2 records of other channels left out.");
    expect(held()).toEqual(["rebilly 1.125"]);
  });

  it("refuses a record by its place, field and rule, and reports its neighbours", async () => {
    const bad = LINES.twocheckout.replace("1500", "1.5").replace("TWIN000001", "TWIN000002");
    const { status, out } = await place.command(
      "report",
      place.write("usage.csv", `${GOOD}${bad}\n`),
    );
    expect(status).toBe(3);
    expect(out).toMatch(
      /usage\.csv:5: twocheckout refuses record [0-9a-f]{32}: quantity 1\.5 has 1 decimal;.*\(field quantity, rule too-many-decimals\)/,
    );
    expect(held()).toEqual(EVERYTHING);
  });

  it("keeps a record that breaks a rule in the ledger until a mended one is reported", async () => {
    const bad = LINES.twocheckout.replace("1500", "1.5");
    for (let time = 1; time <= 2; time += 1) {
      const { status, out } = await place.command(
        "report",
        place.write("usage.csv", `${HEADER}\n${bad}\n`),
      );
      expect(status).toBe(3);
      expect(out.match(/too-many-decimals/g)).toHaveLength(1);
    }
    const [failed] = (await place.command("failed", "list", "--json")).out.split("\n");
    const { recordId, state } = JSON.parse(failed ?? "{}");
    expect(state).toBe("refused");
    expect(failed).toContain('"rule":"too-many-decimals"');
    const { out: story } = await place.command("show", recordId);
    expect(story.match(/too-many-decimals/g)).toHaveLength(1);
    expect((await place.command("status")).status).toBe(3);

    const mended = place.write("usage.csv", `${HEADER}\n${LINES.twocheckout}\n`);
    expect((await place.command("report", mended)).status).toBe(0);
    expect(held()).toEqual(["twocheckout 1500"]);
    expect((await place.command("status")).status).toBe(0);
  });

  it("passes the channel's own words on, and says the same when run again", async () => {
    const file = place.write(
      "usage.csv",
      `${HEADER}\n${LINES.rebilly.replace("sub_twin_storage_001", "sub_nobody")}\n`,
    );
    for (let time = 1; time <= 2; time += 1) {
      const { status, out } = await place.command("report", file);
      expect(status).toBe(3);
      expect(out).toMatch(
        /usage\.csv:2: rebilly, record [0-9a-f]{32}: refused: .*subscription.*channel's words/,
      );
    }
    expect(held()).toEqual([]);
  });

  it("refuses a second record that Rebilly could not tell from the first", async () => {
    const header = `${HEADER},record_id`;
    const file = (id: string) => place.write("usage.csv", `${header}\n${LINES.rebilly},${id}\n`);
    expect((await place.command("report", file("a"))).status).toBe(0);
    const { status, out } = await place.command("report", file("b"));
    expect(status).toBe(3);
    expect(out).toMatch(
      /record b: refused: record a has the same subscription, start and quantity/,
    );
    expect(held()).toEqual(["rebilly 1.125"]);
  });

  it("sends a refused file without the rows at fault and says so, and the mended rows later", async () => {
    const second = LINES.connect.replace("-0001,", "-0002,");
    const lines = (item: string) => [HEADER, LINES.connect, second.replace("STORAGE-GB", item), ""];
    const file = (item: string) => place.write("usage.csv", lines(item).join("\n"));
    const refused = await place.command("report", file("NO-SUCH"));
    expect([refused.status, held()]).toEqual([3, ["connect 12.0625"]]);
    expect(refused.out).toMatch(
      /^connect: the channel refused the whole delivery because of .*go on without$/m,
    );
    const mended = await place.command("report", file("STORAGE-GB"));
    expect([mended.status, held()]).toEqual([0, ["connect 12.0625", "connect 12.0625"]]);
    const again = await place.command("report", file("STORAGE-GB"));
    expect([again.status, held().length]).toEqual([0, 2]);
  });

  it("keeps a refused file whole where the configuration says so", async () => {
    const configuration = JSON.parse(place.read("usage-billing.config.json"));
    const keeping = { ...configuration, refusedFiles: "keep-file" };
    place.write("usage-billing.config.json", JSON.stringify(keeping));
    const bad = LINES.connect.replace("-0001,", "-0002,").replace("STORAGE-GB", "NO-SUCH");
    const file = place.write("usage.csv", [HEADER, LINES.connect, bad, ""].join("\n"));
    const refused = await place.command("report", file);
    expect([refused.status, held()]).toEqual([3, []]);
  });

  it("refuses to change what was reported under the same id", async () => {
    await place.command("report", place.write("usage.csv", GOOD));
    const changed = GOOD.replace("1.125", "2.25");
    const { status, out } = await place.command("report", place.write("usage.csv", changed));
    expect(status).toBe(3);
    expect(out).toMatch(/was taken in before with 1\.125, not 2\.25/);
    expect(held()).toEqual(EVERYTHING);
  });

  it.each(["connect", "rebilly", "twocheckout"] as const)(
    "finds out what became of a write to %s whose answer was lost",
    async (api) => {
      place.twins[api].arm({ kind: "lose-answer", method: "POST" });
      const { status } = await place.command("report", place.write("usage.csv", GOOD));
      expect(status).toBe(0);
      expect(held()).toEqual(EVERYTHING);
    },
    30_000,
  );

  it("says of an error that no record suffered from that it is over", async () => {
    place.twins.rebilly.arm({ kind: "lose-answer", method: "POST" });
    const { out } = await place.command("report", place.write("usage.csv", GOOD));
    expect(out).toMatch(/^overcome on the way: rebilly: rebilly gave no answer to createUsage/m);
  });

  it("says which channel was not reached, reports the others, and goes on the next time", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const file = place.write("usage.csv", GOOD);
    const base = place.environment["USAGE_BILLING_REBILLY_BASE_URL"] ?? "";
    place.environment["USAGE_BILLING_REBILLY_BASE_URL"] = `http://127.0.0.1:${port}`;
    const { status, out } = await place.command("report", file);
    expect(status).toBe(4);
    expect(out).toMatch(/^rebilly: rebilly.*connection refused/im);
    expect(held()).toEqual(["connect 12.0625", "twocheckout 1500"]);
    place.environment["USAGE_BILLING_REBILLY_BASE_URL"] = base;
    expect((await place.command("report", file)).status).toBe(0);
    expect(held()).toEqual(EVERYTHING);
  }, 30_000);

  it("names the channel whose credential is wrong and never shows the credential", async () => {
    place.environment["USAGE_BILLING_REBILLY_API_KEY"] = "sk_c4nary";
    const { status, out, err } = await place.command("report", place.write("usage.csv", GOOD));
    expect(status).toBe(2);
    expect(out).toMatch(
      /^rebilly: rebilly answered \w+ with 401: .*"usage-billing channels" names/m,
    );
    expect(out + err + place.read("ledger.db")).not.toContain("c4nary");
    expect(held()).toEqual(["connect 12.0625", "twocheckout 1500"]);
  });

  it("names the variable of a missing credential and sends nothing", async () => {
    delete place.environment["USAGE_BILLING_TWOCHECKOUT_SECRET_KEY"];
    const { status, err } = await place.command("report", place.write("usage.csv", GOOD));
    expect(status).toBe(2);
    expect(err).toContain("Set the environment variable USAGE_BILLING_TWOCHECKOUT_SECRET_KEY");
    expect(held()).toEqual([]);
  });

  it("wants only the credentials of the channels that the files name", async () => {
    delete place.environment["USAGE_BILLING_TWOCHECKOUT_SECRET_KEY"];
    delete place.environment["USAGE_BILLING_CONNECT_API_KEY"];
    const file = place.write("usage.csv", `${HEADER}\n${LINES.rebilly}\n`);
    const { status, err } = await place.command("report", file);
    expect([status, err]).toEqual([0, ""]);
    expect(held()).toEqual(["rebilly 1.125"]);
  });

  it("finishes what an earlier run left for other channels where it has their credential", async () => {
    const key = place.environment["USAGE_BILLING_REBILLY_API_KEY"] ?? "";
    place.environment["USAGE_BILLING_REBILLY_API_KEY"] = "sk_wrong";
    const all = place.write("usage.csv", GOOD);
    expect((await place.command("report", all)).status).toBe(2);
    delete place.environment["USAGE_BILLING_REBILLY_API_KEY"];
    const other = LINES.connect.replace("0001,", "0002,");
    const one = place.write("one.csv", `${HEADER}\n${other}\n`);
    const without = await place.command("report", one);
    expect(without.out).toContain("1 record of rebilly from an earlier run is not reported yet");
    expect(held()).not.toContain("rebilly 1.125");
    place.environment["USAGE_BILLING_REBILLY_API_KEY"] = key;
    expect((await place.command("report", one)).status).toBe(0);
    expect(held()).toContain("rebilly 1.125");
  });

  it("refuses a file that is named twice, by whatever names", async () => {
    const file = place.write("usage.csv", GOOD);
    const twice = await place.command("report", file, file);
    expect([twice.status, twice.err]).toEqual([
      2,
      "usage.csv is named twice. Nothing was sent; name it once.",
    ]);
    const other = await place.command("report", file, file.replace("/usage.csv", "/./usage.csv"));
    expect([other.status, other.err]).toEqual([2, expect.stringContaining("are one file")]);
    expect(held()).toEqual([]);
  });

  it("refuses two channels on Connect with one token", async () => {
    const configuration = JSON.parse(place.read("usage-billing.config.json"));
    configuration.channels["connect-too"] = configuration.channels.connect;
    place.write("usage-billing.config.json", JSON.stringify(configuration));
    place.environment["USAGE_BILLING_CONNECT_TOO_API_KEY"] =
      place.environment["USAGE_BILLING_CONNECT_API_KEY"] ?? "";
    place.environment["USAGE_BILLING_CONNECT_TOO_BASE_URL"] =
      place.environment["USAGE_BILLING_CONNECT_BASE_URL"] ?? "";
    const { status, err } = await place.command("report", place.write("usage.csv", GOOD));
    expect([status, err]).toEqual([
      2,
      expect.stringMatching(/connect and channels\.connect-too are two configurations for one/),
    ]);
    expect(held()).toEqual([]);
  });

  it("names the channel whose time zone does not exist", async () => {
    const configuration = JSON.parse(place.read("usage-billing.config.json"));
    configuration.channels.twocheckout.timeZone = "Europe/Nowhere";
    place.write("usage-billing.config.json", JSON.stringify(configuration));
    const { status, err } = await place.command("report", place.write("usage.csv", GOOD));
    expect(status).toBe(2);
    expect(err).toMatch(/channel "?twocheckout"?.*Europe\/Nowhere/i);
    expect(held()).toEqual([]);
  });

  it("ends quietly when it is interrupted before anything is sent", async () => {
    const file = place.write("usage.csv", GOOD);
    const { status, err } = await place.interrupted("report", file);
    expect([status, err]).toEqual([130, "Interrupted; run the command again to go on."]);
    expect(held()).toEqual([]);
  });

  it.each([
    ["an empty file", "", /usage\.csv: is empty/],
    [
      "a quantity with a comma",
      `${GOOD}${LINES.rebilly.replace("1.125", '"1,5"')}\n`,
      /usage\.csv:5: column "quantity": "1,5"/,
    ],
    ["a missing column", GOOD.replace("quantity", "amountt"), /usage\.csv:1: column "quantity"/],
    ["a time without zone", GOOD.replaceAll("Z,", ","), /usage\.csv:2: column "start".*no zone/],
    [
      "an unknown channel",
      GOOD.replace("rebilly", "stripe"),
      /usage\.csv:3: column "channel": "stripe"/,
    ],
    [
      "the same fact twice",
      `${GOOD}${LINES.rebilly}\n`,
      /usage\.csv:5: the same channel.*usage\.csv:3/,
    ],
    ["an open quote", `${GOOD}rebilly,"x\n`, /usage\.csv:5: .*never closed/],
  ])("sends nothing at all from input with %s", async (_, content, message) => {
    const good = place.write(
      "good.csv",
      [HEADER, LINES.connect.replace("0001,", "0002,"), ""].join("\n"),
    );
    const { status, err } = await place.command("report", good, place.write("usage.csv", content));
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(err).toContain("Nothing was sent");
    expect(held()).toEqual([]);
  });

  it("plans in a dry run, without a credential, a ledger or a connection", async () => {
    for (const name of Object.keys(place.environment)) delete place.environment[name];
    const bad = LINES.rebilly.replace("1.125", "-1").replace("_001", "_002");
    const file = place.write("usage.csv", `${GOOD}${bad}\n`);
    const { status, out } = await place.command("report", file, "--dry-run");
    expect(status).toBe(3);
    expect(out).toMatch(/^rebilly\s+1\s+1$/m);
    expect(out).toMatch(/^\s+STORAGE-GB\s+1\s+12\.0625$/m);
    expect(out).toContain("rule negative-quantity");
    expect(out).toContain("nothing was sent");
    expect(() => place.read("ledger.db")).toThrow(/ENOENT/);
    expect(held()).toEqual([]);
  });
});
