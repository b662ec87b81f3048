import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfiguration } from "./load-configuration.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "configuration-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(content: unknown): string {
  const file = join(folder, "usage-billing.config.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const REBILLY = { api: "rebilly", organizationId: "org_1" };

describe("loadConfiguration", () => {
  it("fills in defaults and finds the ledger beside the file", async () => {
    const file = write({ channels: { rebilly: REBILLY }, columns: { quantity: "units" } });
    const configuration = await loadConfiguration(file);
    expect(configuration.source).toBe("usage");
    expect(configuration.ledger).toEqual({
      kind: "file",
      file: join(folder, ".usage-billing/ledger.db"),
    });
    expect(configuration.columns.quantity).toBe("units");
    expect(configuration.columns.start).toBe("start");
    expect(configuration.namedColumns).toEqual(["quantity"]);
    expect(configuration.channels.get("rebilly")).toEqual(REBILLY);
  });

  it("takes the schema and the days of a channel on Connect", async () => {
    const connect = {
      api: "connect",
      schema: "PR",
      period: { from: "2026-10-01", to: "2026-10-31" },
    };
    const { channels } = await loadConfiguration(write({ channels: { connect } }));
    expect(channels.get("connect")).toEqual(connect);
  });

  it.each([
    [
      "an unknown schema",
      { schema: "XX" },
      /channels\.connect\.schema must be one of QT, CR, PR, TR/,
    ],
    ["half a period", { period: { from: "2026-10-01" } }, /channels\.connect\.period lacks "to"/],
    [
      "a period that is no day",
      { period: { from: "2026-10-01", to: "October" } },
      /channels\.connect\.period\.to must match pattern/,
    ],
  ])("refuses %s of a channel on Connect", async (_, options, message) => {
    const file = write({ channels: { connect: { api: "connect", ...options } } });
    await expect(loadConfiguration(file)).rejects.toThrow(message);
  });

  it.each([
    ["no channels", {}, /the file lacks "channels"/],
    [
      "an unknown api",
      { channels: { a: { api: "stripe" } } },
      /channels\.a\.api .*connect, rebilly, twocheckout/,
    ],
    ["a missing option", { channels: { a: { api: "rebilly" } } }, /channels\.a .*organizationId/],
    [
      "a misspelt option",
      { channels: { a: { ...REBILLY, organisation: "x" } } },
      /channels\.a has the unknown member "organisation"/,
    ],
    [
      "a credential",
      { channels: { a: { ...REBILLY, apiKey: "canary" } } },
      /credentials come from environment variables/,
    ],
    [
      "a channel without an api",
      { channels: { a: { organizationId: "org_1" } } },
      /is not valid:\n {2}channels\.a lacks "api"$/,
    ],
    [
      "a channel id with spaces",
      { channels: { "A b": REBILLY } },
      /is not valid:\n {2}channels has the name "A b"; use small letters/,
    ],
    ["no channel at all", { channels: {} }, /channels must not be empty/],
    [
      "a number for a text",
      { source: 7, channels: { a: REBILLY } },
      /source must be of type string/,
    ],
    [
      "a column without a name",
      { columns: { quantity: "" }, channels: { a: REBILLY } },
      /columns\.quantity must not be empty/,
    ],
    ["broken JSON", "{", /is not JSON; check its quotes/],
    [
      "broken JSON around a secret",
      '{ "channels": { "a": { "apiKey": "canary } } }',
      /is not JSON; check its quotes, commas and brackets/,
    ],
    ["JSON that is a bare secret", "canary-canary", /is not JSON/],
    [
      "a link with a password",
      { channels: { a: { ...REBILLY, baseUrl: "https://user:canary@api.example" } } },
      /channels\.a\.baseUrl holds a credential; credentials come from environment variables/,
    ],
    [
      "the connection string of a ledger",
      { ledger: { postgres: { connectionString: "canary" } }, channels: { a: REBILLY } },
      /ledger\.postgres has "connectionString"; the connection string comes from the environment variable USAGE_BILLING_LEDGER_URL/,
    ],
    [
      "a ledger of two kinds",
      { ledger: { file: "x", postgres: {} }, channels: { a: REBILLY } },
      /ledger must have one member only/,
    ],
    [
      "a ledger that is a number",
      { ledger: 5, channels: { a: REBILLY } },
      /ledger must be of type string or object/,
    ],
    [
      "a schema that is no name",
      { ledger: { postgres: { schema: "a; DROP" } }, channels: { a: REBILLY } },
      /ledger\.postgres\.schema must match pattern/,
    ],
    [
      "a write budget that is no budget",
      { channels: { a: { ...REBILLY, writeBudget: { requests: 0, seconds: 1 } } } },
      /channels\.a\.writeBudget\.requests must be >= 1/,
    ],
    [
      "a policy that does not exist",
      { refusedFiles: "guess", channels: { a: REBILLY } },
      /refusedFiles must be one of drop-named-rows, keep-file/,
    ],
    [
      "two channels for one organization",
      { channels: { a: REBILLY, b: REBILLY } },
      /channels\.a and channels\.b are two configurations for one account.*keep one/,
    ],
    [
      "two channels for one merchant",
      {
        channels: {
          a: { api: "twocheckout", merchantCode: "M", timeZone: "UTC" },
          b: { api: "twocheckout", merchantCode: "M", timeZone: "Europe/Paris" },
        },
      },
      /channels\.a and channels\.b are two configurations for one account/,
    ],
  ])("refuses %s and says where", async (_, content, message) => {
    const loading = loadConfiguration(write(content));
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.not.toThrow(/canary/);
  });

  it("takes two organizations, and one organization on two servers", async () => {
    const file = write({
      channels: {
        live: REBILLY,
        other: { ...REBILLY, organizationId: "org_2" },
        sandbox: { ...REBILLY, baseUrl: "https://sandbox.example" },
      },
    });
    expect((await loadConfiguration(file)).channels.size).toBe(3);
  });

  it.each([
    [{ file: "kept/l.db" }, { kind: "file", file: "kept/l.db" }],
    [{ postgres: {} }, { kind: "postgres" }],
    [{ postgres: { schema: "billing" } }, { kind: "postgres", schema: "billing" }],
  ])("reads the ledger %j", async (ledger, place) => {
    const configuration = await loadConfiguration(write({ ledger, channels: { a: REBILLY } }));
    const text = JSON.stringify(configuration.ledger).replace(`${folder}/`, "");
    expect(JSON.parse(text)).toEqual(place);
  });

  it("refuses a name that stands there twice, of which the first would be lost", async () => {
    const rebilly = JSON.stringify(REBILLY);
    const file = write(`{"channels":{"shop":${rebilly},"shop":${rebilly}}}`);
    await expect(loadConfiguration(file)).rejects.toThrow(
      /is not valid:\n {2}channels\.shop stands there twice/,
    );
  });

  it("reads a file with a byte order mark", async () => {
    const file = write(`\uFEFF${JSON.stringify({ channels: { rebilly: REBILLY } })}`);
    expect((await loadConfiguration(file)).channels.size).toBe(1);
  });

  it("says that a folder is no file", async () => {
    await expect(loadConfiguration(folder)).rejects.toThrow(/it is a folder, not a file/);
  });

  it("names the option to use when there is no file", async () => {
    await expect(loadConfiguration(join(folder, "none.json"))).rejects.toThrow(
      /there is no such file.*--config FILE/,
    );
  });
});
