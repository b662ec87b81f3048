import { mkdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "./__fixtures__/workplace.ts";

const guide = readFileSync(new URL("../../../docs/sources.md", import.meta.url), "utf8");

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(guide)?.[1] ?? "";
}

const commands = block("sh").trim().split("\n");

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
  const folder = place.write("usage-billing.config.json", block("json")).replace(/\/[^/]*$/, "");
  for (const name of ["exports", "events"]) mkdirSync(`${folder}/${name}`);
  const header = "subscription,quantity,start,end\n";
  place.write("exports/2026-09-30.csv", header);
  place.write("exports/2026-10-01.csv", `${header}a,1,2026-10-01T00:00:00Z,2026-10-01T22:00:00Z\n`);
  place.write("exports/2026-10-02.csv", `${header}a,2,2026-10-02T00:00:00Z,2026-10-03T00:00:00Z\n`);
  const events =
    "subscription,quantity,at\na,0.1,2026-10-01 00:00:00\na,0.2,2026-10-01T23:59:59+02:00\n";
  place.write("events/20261001-1.csv", events);
  const row = `{ subscription: "a", quantity: "3", start, end: "2026-10-01T22:00:00Z" }`;
  place.write("export.mjs", `const start = process.argv[2]; console.log(JSON.stringify(${row}));`);
  const database = new DatabaseSync(`${folder}/metering.db`);
  database.exec(`CREATE TABLE usage (subscription TEXT, units INTEGER, first TEXT, last TEXT);
    INSERT INTO usage VALUES ('a', 4, '2026-10-01T00:00:00Z', '2026-10-01T22:00:00Z');`);
  database.close();
  place.environment["PATH"] = process.env["PATH"] ?? "";
});
afterEach(() => place.close());

describe("the guide to sources", () => {
  it("has commands", () => {
    expect(commands.length).toBeGreaterThan(5);
  });

  it.each(commands)("shows %s, which works", async (line) => {
    const [program, ...args] = line.split(" ");
    const { status, out, err } = await place.command(...args);
    expect([program, status, err]).toEqual([
      "usage-billing",
      0,
      expect.not.stringContaining("silent"),
    ]);
    expect(out).not.toBe("");
  });
});
