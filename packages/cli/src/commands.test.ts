import { openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";
import { run } from "./run.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const OCTOBER = ["--from", "2026-09-30T00:00:00Z", "--to", "2026-11-01T00:00:00Z"] as const;

async function report(): Promise<string> {
  const file = place.write("usage.csv", [HEADER, ...Object.values(LINES), ""].join("\n"));
  expect((await place.command("report", file)).status).toBe(0);
  return file;
}

describe("list", () => {
  it.each(["connect", "rebilly", "twocheckout"])("shows what %s holds", async (channel) => {
    await report();
    const { status, out } = await place.command("list", "--channel", channel, ...OCTOBER, "--json");
    expect(status).toBe(0);
    const usage = JSON.parse(out);
    expect(usage.channel).toBe(channel);
    expect(usage.period.start).toMatch(/^2026-(09-30T21|10-01T00):00:00Z$/);
    const table = await place.command("list", "--channel", channel, ...OCTOBER);
    expect(table.out).toContain(usage.reference);
    expect(table.out).toContain(usage.quantity);
  });

  it("reads the ledger for 2Checkout only, and says so when another process has it", async () => {
    await report();
    const ledger = openLedger(place.write("x", "").replace(/x$/, "ledger.db"));
    const list = (channel: string, ...more: readonly string[]) =>
      place.command("list", "--channel", channel, ...OCTOBER, "--json", "--wait", "0s", ...more);
    try {
      for (const channel of ["connect", "rebilly"]) {
        expect([channel, (await list(channel)).status]).toEqual([channel, 0]);
      }
      const busy = await list("twocheckout");
      expect([busy.status, busy.err]).toEqual([
        2,
        expect.stringMatching(/twocheckout lists by subscription.*Name them with --subscription/),
      ]);
      const named = await list("twocheckout", "--subscription", "TWIN000001");
      expect(JSON.parse(named.out)).toMatchObject({ subscription: "TWIN000001", quantity: "1500" });
    } finally {
      await ledger.close();
    }
  });

  it("needs a known channel and times with a zone", async () => {
    const unknown = await place.command("list", "--channel", "stripe", ...OCTOBER);
    expect([unknown.status, unknown.err]).toEqual([
      2,
      expect.stringContaining("There are: connect, rebilly, twocheckout"),
    ]);
    const bare = await place.command(
      "list",
      "--channel",
      "rebilly",
      "--from",
      "2026-10-01",
      "--to",
      "x",
    );
    expect([bare.status, bare.err]).toEqual([2, expect.stringContaining("--from")]);
  });
});

describe("retract", () => {
  it("takes a record back and forgets no other", async () => {
    const file = await report();
    const { out } = await place.command("list", "--channel", "twocheckout", ...OCTOBER, "--json");
    const { recordId } = JSON.parse(out);
    const retracted = await place.command("retract", recordId);
    expect(retracted).toMatchObject({
      status: 0,
      out: `${recordId} was taken back at twocheckout.`,
    });
    expect(place.twins.twocheckout.usage()).toEqual([]);
    expect(place.twins.rebilly.usage()).toHaveLength(1);
    const again = await place.command("report", file);
    expect(again.out).toContain("1 record had been retracted and will not be sent again");
    expect(place.twins.twocheckout.usage()).toEqual([]);
  });

  it("makes no ledger where there is none", async () => {
    for (const attempt of [1, 2]) {
      const { status, err } = await place.command("retract", "nobody");
      expect([attempt, status, err]).toEqual([
        attempt,
        2,
        expect.stringMatching(/^There is no ledger/),
      ]);
    }
  });

  it("says when the ledger does not know the record", async () => {
    await report();
    const { status, err } = await place.command("retract", "nobody");
    expect(status).toBe(2);
    expect(err).toContain('knows no record "nobody"');
  });
});

describe("channels", () => {
  it("shows each channel with its credential's variable, never its value", async () => {
    const { status, out } = await place.command("channels");
    expect(status).toBe(0);
    expect(out).toContain("USAGE_BILLING_REBILLY_API_KEY (set)");
    expect(out).not.toContain(place.environment["USAGE_BILLING_REBILLY_API_KEY"]);
    const { out: json } = await place.command("channels", "--json");
    expect(JSON.parse(json).map(({ channel }: { channel: string }) => channel)).toEqual([
      "connect",
      "rebilly",
      "twocheckout",
    ]);
  });
});

describe("twin", () => {
  it("runs until it is ended, and says where it is", async () => {
    const ending = new AbortController();
    const lines: string[] = [];
    const printed = new Promise<string>((resolve) => {
      const print = (line: string) => {
        lines.push(line);
        resolve(line);
      };
      const context = { environment: {}, print, warn: () => {}, isTerminal: false };
      running = run(["twin", "rebilly", "--json"], { ...context, signal: ending.signal });
    });
    const [{ url, api }] = JSON.parse(await printed);
    expect(api).toBe("rebilly");
    const response = await fetch(`${url}/_twin/usage`);
    expect(await response.json()).toEqual([]);
    ending.abort();
    expect(await running).toBe(0);
    await expect(fetch(`${url}/_twin/usage`)).rejects.toThrow();
  });

  it("names the tokens of both parties on Connect", async () => {
    const twin = place.start("twin", "connect");
    expect(await twin.line("as distributor")).toContain("twin-distributor-token");
    expect((await twin.stop()).out).toMatch(
      /^export USAGE_BILLING_CONNECT_API_KEY='.*vendor-token'$/m,
    );
  });

  it.each([
    [["twin", "stripe"], /There are: connect, rebilly, twocheckout, all/],
    [["twin", "rebilly", "--port", "x"], /whole number/],
    [["twin", "all", "--port", "65535"], /There is no port 65536/],
    [["twin", "rebilly", "--catalogue", "none.json"], /none\.json cannot be used/],
  ])("refuses %j", async (args, message) => {
    const { status, err } = await place.command(...args);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});

let running: Promise<number> = Promise.resolve(1);

const COMMANDS = [
  ["report"],
  ["status"],
  ["statement"],
  ["ui"],
  ["schedule"],
  ["sources"],
  ["sources", "list"],
  ["sources", "check"],
  ["sources", "read"],
  ["show"],
  ["explain"],
  ["evidence"],
  ["evidence", "verify"],
  ["failed"],
  ["failed", "list"],
  ["failed", "show"],
  ["failed", "retry"],
  ["failed", "dismiss"],
  ["decide"],
  ["run"],
  ["list"],
  ["retract"],
  ["channels"],
  ["ledger"],
  ["ledger", "verify"],
  ["ledger", "rebuild"],
  ["ledger", "backup"],
  ["ledger", "upgrade"],
  ["ledger", "adopt"],
  ["twin"],
] as const;

async function help(...names: readonly string[]): Promise<string> {
  const { status, out } = await place.command(...names, "--help");
  expect(status).toBe(0);
  return out.replaceAll(/ +$/gm, "");
}

describe("the command line", () => {
  it.each(COMMANDS.map((names) => [names.join(" "), names] as const))(
    "explains %s with an example",
    async (name, names) => {
      const out = await help(...names);
      expect(out).toContain(`$ usage-billing ${name}`);
      expect(out).toMatchSnapshot();
    },
  );

  it("explains itself, and names every command", async () => {
    const out = await help();
    for (const [name] of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect(out).toMatchSnapshot();
  });

  it.each([[["report"]], [["rport", "x.csv"]], [["report", "x.csv", "--dryrun"]]])(
    "refuses %j with a hint",
    async (args) => {
      const { status, err } = await place.command(...args);
      expect(status).toBe(2);
      expect(err).toMatch(/missing required argument|Did you mean/);
    },
  );
});
