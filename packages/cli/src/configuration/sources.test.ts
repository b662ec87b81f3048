import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfiguration } from "./load-configuration.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "configured-sources-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function load(source: unknown) {
  const file = join(folder, "usage-billing.config.json");
  const channels = { rebilly: { api: "rebilly", organizationId: "org_1" } };
  const columns = { quantity: "units", attributes: { product: "sku" } };
  writeFileSync(file, JSON.stringify({ channels, columns, sources: { metering: source } }));
  return loadConfiguration(file);
}

const ROLL_UP = { function: "sum", time: "at", window: "day" };
const FILES = { channels: ["rebilly"], files: "exports/{day:yyyy-MM-dd}.csv" };

describe("sources of a configuration", () => {
  it("take the columns of the whole file and their own", async () => {
    const { sources } = await load({ ...FILES, columns: { meter: "item" } });
    const metering = sources.get("metering");
    expect(metering?.folder).toBe(folder);
    expect(metering?.columns).toMatchObject({ quantity: "units", meter: "item", start: "start" });
    expect(metering?.columns.attributes).toEqual({ product: "sku" });
    expect(metering?.namedColumns).toEqual(["quantity", "meter"]);
  });

  it.each([
    [
      "no kind",
      { channels: ["rebilly"] },
      /sources\.metering must have exactly one of files, command, sql; it has none of them/,
    ],
    ["two kinds", { ...FILES, command: { argv: ["x"] } }, /it has files and command/],
    ["no channel", { files: "x.csv" }, /sources\.metering lacks "channels"/],
    [
      "an unknown channel",
      { ...FILES, channels: ["stripe"] },
      /sources\.metering\.channels names "stripe", which is no channel; "channels" has rebilly/,
    ],
    [
      "an unknown zone",
      { ...FILES, zone: "Europe/Nowhere" },
      /sources\.metering\.zone is "Europe\/Nowhere", which is no time zone/,
    ],
    [
      "two databases",
      { channels: ["rebilly"], sql: { sqlite: "a", duckdb: "b", query: "x" } },
      /sources\.metering\.sql must have exactly one of postgres, sqlite, duckdb; it has sqlite and duckdb/,
    ],
    [
      "no query",
      { channels: ["rebilly"], sql: { sqlite: "a" } },
      /sources\.metering\.sql must have exactly one of query, queryFile/,
    ],
    [
      "a name that is no variable",
      { channels: ["rebilly"], sql: { postgres: "host=db", query: "x" } },
      /sources\.metering\.sql\.postgres must match pattern/,
    ],
    [
      "a connection string",
      { channels: ["rebilly"], sql: { postgres: "postgres://u:pw@db/x", query: "x" } },
      /sources\.metering\.sql\.postgres/,
    ],
    [
      "nothing to count",
      { ...FILES, rollUp: { ...ROLL_UP, function: "unique-count" } },
      /sources\.metering\.rollUp lacks "unique"/,
    ],
    [
      "something to count that is not counted",
      { ...FILES, rollUp: { ...ROLL_UP, unique: "user" } },
      /only the function unique-count uses/,
    ],
    [
      "an unknown function",
      { ...FILES, rollUp: { ...ROLL_UP, function: "average" } },
      /rollUp\.function must be one of sum, max/,
    ],
    [
      "a period of its own beside a roll-up",
      { ...FILES, rollUp: ROLL_UP, period: "window" },
      /sources\.metering\.period must be "columns"/,
    ],
    [
      "an unknown member",
      { ...FILES, shell: "x" },
      /sources\.metering has the unknown member "shell"/,
    ],
  ])("refuse %s", async (_, source, message) => {
    await expect(load(source)).rejects.toThrow(message);
  });

  it("never repeats a secret", async () => {
    const source = { channels: ["rebilly"], sql: { postgres: "postgres://u:pw@db/x", query: "x" } };
    const error = await load(source).catch((thrown: Error) => thrown);
    expect((error as Error).message).not.toContain("pw");
  });
});
