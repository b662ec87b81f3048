import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const KEY = "USAGE_BILLING_REBILLY_API_KEY";
const CANARY = "sk_c4nary";

/** Leaves a record in the ledger that Rebilly has not got yet. */
async function leaveUnsent(): Promise<string> {
  const key = place.environment[KEY] ?? "";
  place.environment[KEY] = CANARY;
  const file = place.write("usage.csv", `${HEADER},record_id\n${LINES.rebilly},left-1\n`);
  expect((await place.command("report", file)).status).toBe(2);
  expect(place.twins.rebilly.usage()).toEqual([]);
  place.environment[KEY] = key;
  return file;
}

function startService(...args: readonly string[]) {
  return place.start("run", "--listen", "127.0.0.1:0", "--interval", "1h", ...args);
}

describe("run as a service", () => {
  it("brings what is open to its channel, tells how it stands, and stops as asked", async () => {
    await leaveUnsent();
    const service = startService();
    const { url } = JSON.parse(await service.line('"message":"started"'));
    await service.line('"message":"reported"');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('usage_billing_records{channel="rebilly",state="accepted"} 1');
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: "ready" });
    const { status, out } = await service.stop();
    expect(status).toBe(0);
    expect(out).toContain('"message":"stopping: what is on its way is finished first"');
    expect(out).toContain('"message":"stopped"');
    expect(place.twins.rebilly.usage()).toHaveLength(1);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it("leaves the ledger to other commands while it rests", async () => {
    const file = await leaveUnsent();
    const service = startService();
    await service.line('"message":"reported"');
    expect((await place.command("status")).status).toBe(0);
    const more = place.write("more.csv", `${HEADER}\n${LINES.connect}\n`);
    expect((await place.command("report", more, file)).status).toBe(0);
    expect((await service.stop()).status).toBe(0);
    expect(place.twins.rebilly.usage()).toHaveLength(1);
  });

  it("stops without an error while it waits for a ledger that another process has", async () => {
    const file = await leaveUnsent();
    const ledger = openLedger(file.replace("usage.csv", "ledger.db"));
    const service = startService();
    await service.line('"message":"Another process has the ledger');
    const { status, out } = await service.stop();
    await ledger.close();
    expect([status, out]).toEqual([0, expect.stringContaining('"message":"stopped"')]);
    expect(out).not.toContain('"level":"error"');
  });

  it("goes on with the other channels, and logs no credential, when one is not accepted", async () => {
    await leaveUnsent();
    const good = place.write("good.csv", `${HEADER}\n${LINES.twocheckout}\n`);
    place.environment[KEY] = CANARY;
    await place.command("report", good);
    const service = startService();
    const error = JSON.parse(await service.line('"message":"channel given up"'));
    expect(error).toMatchObject({ level: "error", channel: "rebilly", code: "AUTHENTICATION" });
    await service.line('"reason":"back-off"');
    const { status, out, err } = await service.stop();
    expect(status).toBe(0);
    expect(out + err).not.toContain("c4nary");
  });

  it.each([
    [["--listen", "9464"], /An address is HOST:PORT/],
    [["--interval", "60"], /A time is a whole number with a unit/],
    [["--channel", "stripe"], /There is no channel "stripe"/],
  ])("refuses %j", async (args, message) => {
    const { status, err } = await place.command("run", ...args);
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
  });

  it("wants the credentials of the channels that it works for, and no others", async () => {
    delete place.environment["USAGE_BILLING_CONNECT_API_KEY"];
    const all = await place.command("run", "--once");
    expect([all.status, all.err]).toEqual([
      2,
      expect.stringContaining("USAGE_BILLING_CONNECT_API_KEY"),
    ]);
    expect((await place.command("run", "--once", "--channel", "rebilly")).status).toBe(0);
  });
});

describe("run --once", () => {
  it("works through the ledger and ends as status does", async () => {
    await leaveUnsent();
    const { status, out } = await place.command("run", "--once");
    expect(status).toBe(0);
    expect(JSON.parse(out.split("\n")[0] ?? "")).toMatchObject({
      level: "info",
      channel: "rebilly",
      message: "reported",
      outcomes: [{ status: "accepted", meter: null, count: 1, quantity: "1.125" }],
    });
    expect(place.twins.rebilly.usage()).toHaveLength(1);
  });

  it("ends with 3 when a record was refused, and says which", async () => {
    const bad = LINES.rebilly.replace("storage_001", "nobody");
    const file = place.write("usage.csv", `${HEADER},record_id\n${bad},bad-1\n`);
    await place.command("report", file);
    await place.command("failed", "retry", "bad-1");
    const { status, out } = await place.command("run", "--once");
    expect(status).toBe(3);
    expect(out).toContain('"recordId":"bad-1"');
    expect(out).toContain('"message":"record to look at"');
  });
});

/** Starts the service in a process of its own, and waits until it says something. */
async function spawnService(text: string) {
  const node = ["--conditions=@usage-billing/source", join(import.meta.dirname, "main.ts")];
  const config = place.write("c", "").replace(/c$/, "usage-billing.config.json");
  const options = ["--listen", "127.0.0.1:0", "--channel", "rebilly", "--config", config];
  const child = spawn(process.execPath, [...node, "run", ...options], {
    env: { ...process.env, ...place.environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  for await (const line of createInterface(child.stdout)) {
    if (line.includes(text)) return { child, ended };
  }
  throw new Error(`the service ended before it said ${text}`);
}

describe("signals", () => {
  it("ends with 0 on SIGTERM", async () => {
    const { child, ended } = await spawnService('"message":"started"');
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });

  it("ends at once on the second, and the next run has one effect", async () => {
    await leaveUnsent();
    const base = place.environment["USAGE_BILLING_REBILLY_BASE_URL"] ?? "";
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    place.environment["USAGE_BILLING_REBILLY_BASE_URL"] = `http://127.0.0.1:${port}`;
    const asked = once(silent, "connection");
    const { child, ended } = await spawnService('"message":"started"');
    await asked;
    child.kill("SIGTERM");
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    silent.close();
    place.environment["USAGE_BILLING_REBILLY_BASE_URL"] = base;
    expect((await place.command("run", "--once", "--channel", "rebilly")).status).toBe(0);
    expect(place.twins.rebilly.usage()).toHaveLength(1);
  }, 60_000);
});
