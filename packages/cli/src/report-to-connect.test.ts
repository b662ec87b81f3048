import { Quantity } from "@usage-billing/core";
import { type Catalogue, sampleCatalogue } from "@usage-billing/twins";
import { afterEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "./__fixtures__/workplace.ts";

const ROWS = 5_000;
const CONTRACT = "CRD-41560-05399-12345";

let place: Workplace;
afterEach(() => place.close());

/** One row for each asset and day of a month, and more from the first day on again. */
function* usageOf(
  month: string,
  changes: Readonly<Record<number, readonly [string, string]>> = {},
): Generator<string> {
  yield "channel,record_id,subscription,meter,quantity,start,end\n";
  for (let number = 0; number < ROWS; number += 1) {
    const asset = `AS-1001-0000-${String((number % 40) + 1).padStart(4, "0")}`;
    const day = `${month}-${String((Math.floor(number / 40) % 28) + 1).padStart(2, "0")}`;
    const period = `${day}T00:00:00Z,${day}T12:00:00Z`;
    const line = `connect,${month}-${number},${asset},STORAGE-GB,${number}.0625,${period}\n`;
    const [wrong, right] = changes[number] ?? ["", ""];
    yield line.replace(right, wrong);
  }
}

const linesOf = (...usage: Parameters<typeof usageOf>): string => [...usageOf(...usage)].join("");

const sumOf = (quantities: readonly string[]): string =>
  quantities.reduce((sum, one) => sum.plus(Quantity.parse(one)), Quantity.zero).toString();

describe(`a report of ${2 * ROWS} rows in two files to Connect`, { timeout: 120_000 }, () => {
  it("names the three bad rows of one, sends all others, and the three once they are mended", async () => {
    place = await createWorkplace();
    const october = place.write("october.csv", linesOf("2026-10"));
    const bad = {
      7: ["SAND", "STORAGE-GB"],
      2400: ["AS-9999-0000-0001", "AS-1001-0000-0001"],
      4999: ["4999.00625", "4999.0625"],
    } as const;
    const november = place.write("november.csv", linesOf("2026-11", bad));
    const first = await place.command("report", october, november);
    expect(first.status).toBe(3);
    const named = first.out.split("\n").filter((line) => /\.csv:\d+: /.test(line));
    expect(named).toEqual([
      expect.stringMatching(/november\.csv:9: connect, record 2026-11-7: refused: .*SAND.*\(field/),
      expect.stringMatching(/november\.csv:2402: connect, record 2026-11-2400: .*AS-9999-0000/),
      expect.stringMatching(/november\.csv:5001: connect, record 2026-11-4999: .*4999\.00625/),
    ]);
    expect(place.twins.connect.usage()).toHaveLength(2 * ROWS - 3);

    place.write("november.csv", linesOf("2026-11"));
    const mended = await place.command("report", october, november);
    expect([mended.status, mended.err]).toEqual([0, ""]);
    const held = place.twins.connect.usage();
    expect(new Set(held.map(({ recordId }) => recordId)).size).toBe(2 * ROWS);
    // 0 to 4999 with a sixteenth each, twice.
    expect(sumOf(held.map(({ quantity }) => quantity))).toBe("24995625");
    const again = await place.command("report", october, november);
    expect([again.status, place.twins.connect.usage().length]).toEqual([0, 2 * ROWS]);
  });
});

const SCHEMAS = ["QT", "CR", "PR", "TR"] as const;
const productOf = (schema: (typeof SCHEMAS)[number]): string =>
  `PRD-000-000-00${SCHEMAS.indexOf(schema)}`;

/** A product of each schema, with an asset. */
function ratedCatalogue(): Catalogue {
  const [sample] = sampleCatalogue.connect.products;
  if (sample === undefined) throw new Error("the sample has a product");
  const products = SCHEMAS.map((schema) => ({ ...sample, id: productOf(schema), schema }));
  const assets = SCHEMAS.map((schema) => {
    return { id: `AS-${schema}`, product: productOf(schema), contract: CONTRACT };
  });
  return { ...sampleCatalogue, connect: { ...sampleCatalogue.connect, products, assets } };
}

const HEADER = "channel,record_id,subscription,meter,quantity,start,end,amount,tier";

function toLine(schema: string, id: string, rating: string): string {
  const period = "2026-10-01T00:00:00Z,2026-11-01T00:00:00Z";
  return `${schema.toLowerCase()},${schema}-${id},AS-${schema},STORAGE-GB,12.5,${period},${rating}`;
}

describe("a report of rated usage to Connect", () => {
  const open = async (): Promise<void> => {
    place = await createWorkplace(ratedCatalogue());
    const toChannel = (schema: (typeof SCHEMAS)[number]) => {
      const shared = { api: "connect", contract: CONTRACT, currency: "USD" };
      const { baseUrl } = place.twins.connect;
      return [schema.toLowerCase(), { ...shared, product: productOf(schema), schema, baseUrl }];
    };
    const channels = Object.fromEntries(SCHEMAS.map(toChannel));
    place.write("usage-billing.config.json", JSON.stringify({ source: "tests", channels }));
    for (const schema of SCHEMAS) {
      place.environment[`USAGE_BILLING_${schema}_API_KEY`] =
        sampleCatalogue.connect.credentials.vendor;
    }
  };

  it("brings amounts and tiers to products of every schema, exactly", async () => {
    await open();
    const lines = [
      toLine("QT", "1", ","),
      toLine("CR", "1", "123456789012345.67,"),
      toLine("PR", "1", "0.1,"),
      toLine("TR", "1", "3.20,0"),
      toLine("TR", "2", "2.10,1"),
    ];
    const file = place.write("usage.csv", [HEADER, ...lines, ""].join("\n"));
    const { status, err } = await place.command("report", file);
    expect([status, err]).toEqual([0, ""]);
    const listed = await place.command("connect", "records", "list", "--channel", "tr", "--json");
    const records = listed.out.split("\n").map((line) => JSON.parse(line));
    const rated = records.map(({ file, amount, tier }) => [file.schema, amount, tier].join(" "));
    expect(rated.sort()).toEqual([
      "cr 123456789012345.67 ",
      "pr 0.1 ",
      "qt  ",
      "tr 2.1 1",
      "tr 3.2 0",
    ]);
  });

  it("refuses what a schema forbids or lacks before anything is sent", async () => {
    await open();
    const lines = [
      toLine("QT", "1", "1,"),
      toLine("CR", "1", ","),
      toLine("PR", "1", "1,0"),
      toLine("TR", "1", "1,"),
    ];
    const file = place.write("usage.csv", [HEADER, ...lines, ""].join("\n"));
    for (const more of [["--dry-run"], []]) {
      const { status, out } = await place.command("report", file, ...more);
      expect(status).toBe(3);
      expect(out).toMatch(/usage\.csv:2: .*QT-1.*has amount 1, which schema QT.*forbidden-amount/);
      expect(out).toMatch(/usage\.csv:3: .*CR-1.*no amount, which schema CR.*missing-amount/);
      expect(out).toMatch(/usage\.csv:4: .*PR-1.*has tier 0, which schema PR.*forbidden-tier/);
      expect(out).toMatch(/usage\.csv:5: .*TR-1.*no tier, which schema TR.*missing-tier/);
    }
    expect(place.twins.connect.usage()).toEqual([]);
  });
});
