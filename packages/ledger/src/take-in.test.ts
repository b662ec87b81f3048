import { formatInstant, type Outcome, Quantity, type UsageRecord } from "@usage-billing/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliveryOf, intakes, usageRecord } from "./__fixtures__/records.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { fromContentJson, toContentJson, withSource } from "./content-json.ts";
import type { Ledger } from "./index.ts";

let folder: TemporaryFolder;
let ledger: Ledger;

beforeEach(() => {
  folder = createTemporaryFolder();
  ledger = folder.open();
});
afterEach(() => folder.remove());

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

describe("takeIn", () => {
  it("keeps new records as waiting, with the time", async () => {
    const record = usageRecord({ source: { file: "usage.csv", line: 7 } });
    expect(await ledger.takeIn(intakes(record))).toEqual({ added: 1, known: 0, conflicts: [] });
    expect(await ledger.record("a")).toEqual({ record, state: "waiting", takenInAt: 60_000 });
  });

  it("changes nothing for the same content, wherever it was read from", async () => {
    await ledger.takeIn(intakes(usageRecord({ attributes: { x: "1", y: "2" } })));
    const same = usageRecord({
      quantity: Quantity.parse("1.50"),
      attributes: { y: "2", x: "1" },
      source: { file: "copy.csv", line: 1 },
    });
    expect(await ledger.takeIn(intakes(same, same))).toMatchObject({ added: 0, known: 2 });
    expect((await ledger.record("a"))?.record.source).toBeUndefined();
  });

  it("gives a conflict for other content, keeps what it has, and takes in the rest", async () => {
    await ledger.takeIn(intakes(usageRecord()));
    const [offered, other] = [
      usageRecord({ quantity: Quantity.parse("2") }),
      usageRecord({ recordId: "b" }),
    ];
    expect(await ledger.takeIn(intakes(offered, other))).toEqual({
      added: 1,
      known: 0,
      conflicts: [{ recordId: "a", held: usageRecord(), state: "waiting", offered }],
    });
    expect((await ledger.record("a"))?.record).toEqual(usageRecord());
  });

  it("notices two versions of a record in one batch", async () => {
    const batch = intakes(usageRecord(), usageRecord({ description: "other" }));
    expect((await ledger.takeIn(batch)).conflicts).toHaveLength(1);
  });

  it("takes in all of a batch or nothing", async () => {
    const broken = { ...usageRecord({ recordId: "b" }), period: undefined };
    const batch = [...intakes(usageRecord()), { record: broken, deliveryKey: "sub-1" }];
    await expect(ledger.takeIn(batch as never)).rejects.toThrow(TypeError);
    expect(await ledger.record("a")).toBeUndefined();
    await ledger.takeIn(
      intakes(usageRecord({ recordId: "c", subscription: "sub-9" }), usageRecord()),
    );
    expect(await collect(ledger.pendingKeys("fake"))).toEqual(["sub-9", "sub-1"]);
  });

  it("puts a refused record in line again, as it is offered now, and keeps its history", async () => {
    const problem = { rule: "rule", field: "quantity", message: "no" };
    const mended = usageRecord({ quantity: Quantity.parse("2") });
    await ledger.takeIn(intakes(usageRecord()));
    const first = deliveryOf(usageRecord());
    await ledger.commitIntents([first]);
    const refused: Outcome = { status: "refused", recordId: "a", problem };
    await ledger.commitOutcomes([{ deliveryId: first.id, outcomes: [refused] }]);
    expect(await ledger.takeIn(intakes(mended))).toEqual({ added: 1, known: 0, conflicts: [] });
    const again = await ledger.record("a");
    expect([again?.state, again?.outcome, again?.deliveryId]).toEqual([
      "waiting",
      undefined,
      undefined,
    ]);
    expect(again?.record.quantity.toString()).toBe("2");
    await ledger.commitIntents([deliveryOf(mended)]);
    const kinds = (await ledger.history("a")).map(({ kind }) => kind);
    expect(kinds).toEqual(["taken-in", "intent", "outcome", "offered-again", "intent"]);
    expect((await ledger.record("a"))?.state).toBe("sending");
    expect((await ledger.takeIn(intakes(mended))).known).toBe(1);
  });

  it("lists keys and records that wait, also while they are being moved", async () => {
    const records = ["1", "2", "3"].flatMap((subscription) =>
      ["x", "y"].map((name) => usageRecord({ recordId: `${subscription}${name}`, subscription })),
    );
    await ledger.takeIn(intakes(...records, usageRecord({ channel: "other" })));
    const keys: string[] = [];
    for await (const key of ledger.pendingKeys("fake")) {
      keys.push(key);
      const [first] = await ledger.pendingRecords("fake", key, 1);
      const problem = { rule: "rule", field: "quantity", message: "no" };
      const recordId = first?.recordId ?? "";
      await ledger.commitRefusals([{ status: "refused", recordId, problem }]);
    }
    expect(keys).toEqual(["1", "2", "3"]);
    expect(await ledger.pendingRecords("fake", "2", 9)).toEqual([records[3]]);
    expect(await ledger.pendingRecords("none", "2", 9)).toEqual([]);
    expect([await ledger.pendingCount("fake"), await ledger.pendingCount("other")]).toEqual([3, 1]);
  });

  it("lists records page by page, and subscriptions", async () => {
    const records = Array.from({ length: 1_203 }, (_, index) =>
      usageRecord({ recordId: `r${index}`, subscription: `s${index % 3}` }),
    );
    await ledger.takeIn(intakes(...records));
    const listed = await collect(ledger.records({ channel: "fake", states: ["waiting"] }));
    expect(listed.map(({ record }) => record)).toEqual(records);
    expect(await collect(ledger.records({ states: ["accepted"] }))).toEqual([]);
    expect(await ledger.knownSubscriptions("fake")).toEqual(["s0", "s1", "s2"]);
  });
});

const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 1, max: 9 }))
  .map(([whole, fraction]) => Quantity.parse(`${whole}.${fraction}`));
const anyText = fc.string({ unit: "grapheme" });

const anyRecord: fc.Arbitrary<UsageRecord> = fc.record(
  {
    recordId: fc.string({ minLength: 1, unit: "grapheme" }),
    channel: anyText,
    subscription: anyText,
    meter: anyText,
    quantity: decimal,
    period: fc.record({ start: instant, end: instant }),
    description: anyText,
    category: anyText,
    amount: decimal,
    tier: fc.integer({ min: 0, max: 9 }),
    acceptPartial: fc.boolean(),
    attributes: fc.dictionary(
      fc.string().map((name) => `a${name}`),
      anyText,
    ),
    source: fc.record({ file: anyText, line: fc.nat() }),
  },
  { requiredKeys: ["recordId", "channel", "subscription", "quantity", "period"] },
);

describe("a record's JSON", () => {
  it("reads back to an equal record, exactly", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const back = fromContentJson(withSource(toContentJson(record), record));
        expect(back).toEqual({ ...record });
        expect(`${back.quantity}`).toBe(`${record.quantity}`);
      }),
      { seed: 20261101 },
    );
  });

  it("keeps decimals as text and times as ISO 8601", () => {
    const json = JSON.parse(toContentJson(usageRecord({ quantity: Quantity.parse("0.10") })));
    expect([json.quantity, json.period.end]).toEqual(["0.1", formatInstant(3_600_000)]);
  });

  it("survives the database whatever the text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyRecord, { selector: (record) => record.recordId }),
        async (batch) => {
          const fresh = createTemporaryFolder();
          try {
            const kept = fresh.open();
            await kept.takeIn(intakes(...batch));
            for (const record of batch) {
              expect((await kept.record(record.recordId))?.record).toEqual({ ...record });
            }
          } finally {
            await fresh.remove();
          }
        },
      ),
      { seed: 20261101, numRuns: 25 },
    );
  });
});
