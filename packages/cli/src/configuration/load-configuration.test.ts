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
    expect(configuration.ledger).toBe(join(folder, ".usage-billing/ledger.db"));
    expect(configuration.columns.quantity).toBe("units");
    expect(configuration.columns.start).toBe("start");
    expect(configuration.namedColumns).toEqual(["quantity"]);
    expect(configuration.channels.get("rebilly")).toEqual(REBILLY);
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
    ["broken JSON", "{", /is not JSON/],
  ])("refuses %s and says where", async (_, content, message) => {
    const loading = loadConfiguration(write(content));
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.not.toThrow(/canary/);
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
