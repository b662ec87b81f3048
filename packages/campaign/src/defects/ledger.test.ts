import { writeFileSync } from "node:fs";
import { InvalidUsageRecordError, Quantity } from "@usage-billing/core";
import { openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareHoldings } from "../oracle/compare-holdings.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const YEAR = 365 * 86_400_000;

describe("what others lose between taking usage in and sending it", () => {
  it("D1: refuses a torn ledger, and does not take it for one without work", () => {
    const file = `${shop.ledger.file}-torn`;
    for (const bytes of ["", "SQLite format 3\u0000", "garbage ".repeat(1_000)]) {
      writeFileSync(file, bytes);
      expect(() => openLedger(file)).toThrow();
    }
  });

  it("D2: keeps usage that waits for a year, and reports it then", async () => {
    const records = shop.records("twocheckout", 3);
    await shop.reporter.takeIn(records);
    await shop.world.clock.advance(YEAR);
    await shop.restart();
    expect(await shop.states("twocheckout")).toEqual(["waiting", "waiting", "waiting"]);
    await shop.reporter.report();
    expect(compareHoldings(records, await shop.holdings("twocheckout")).lost).toEqual([]);
  });

  it("D3: keeps what was refused for good, with the channel's words, to be sent again", async () => {
    const [record] = shop.records("rebilly", 1);
    if (record === undefined) expect.fail("no record");
    await shop.reporter.takeIn([{ ...record, subscription: "sub_stranger" }]);
    await shop.reporter.report();
    await shop.world.clock.advance(YEAR);
    const kept = await shop.ledger.record(record.recordId);
    expect(kept?.state).toBe("refused");
    expect(kept?.outcome).toMatchObject({ status: "refused", problem: { message: /./ } });
    const { recordId } = record;
    expect(await shop.reporter.retry({ recordIds: [recordId] })).toMatchObject({ skipped: [] });
    expect(await shop.states("rebilly")).toEqual(["waiting"]);
  });

  it("D15: gives two records of the same second an id and an effect each", async () => {
    const [record] = shop.records("rebilly", 1);
    if (record === undefined) expect.fail("no record");
    const other = {
      ...record,
      recordId: "another",
      quantity: record.quantity.plus(Quantity.parse("1")),
    };
    await shop.reporter.takeIn([record, other]);
    await shop.reporter.report();
    expect(await shop.states("rebilly")).toEqual(["accepted", "accepted"]);
    expect(await shop.holdings("rebilly")).toHaveLength(2);
  });

  it("D20: claims no id for a batch that it does not take in", async () => {
    const [first, second] = shop.records("rebilly", 2);
    if (first === undefined || second === undefined) expect.fail("no records");
    const wrong = { ...second, subscription: "not an id!" };
    await expect(shop.reporter.takeIn([first, wrong])).rejects.toThrow(InvalidUsageRecordError);
    expect(await shop.states("rebilly")).toEqual([]);
    expect(await shop.reporter.takeIn([first, second])).toMatchObject({ added: 2, known: 0 });
  });

  it("D22: takes everything in or says so, however much there is", async () => {
    const records = shop.records("twocheckout", 8_000);
    const { added } = await shop.reporter.takeIn(records);
    expect(added).toBe(8_000);
    expect(await shop.ledger.pendingCount("twocheckout")).toBe(8_000);
  });

  it("D31: has nothing that deletes, and keeps what is unsent beside what is done", async () => {
    const [done, unsent] = shop.records("rebilly", 2);
    if (done === undefined || unsent === undefined) expect.fail("no records");
    await shop.reporter.takeIn([done]);
    await shop.reporter.report();
    await shop.reporter.takeIn([unsent]);
    await shop.world.clock.advance(10 * YEAR);
    await shop.ledger.rebuild();
    await shop.restart();
    expect(await shop.states("rebilly")).toEqual(["accepted", "waiting"]);
    const names = Object.keys(shop.ledger).filter((name) =>
      /purge|delete|prune|remove|expire/i.test(name),
    );
    expect(names).toEqual([]);
  });

  it("D34: runs on an SQLite that is sound; what is not is refused when a ledger is opened", () => {
    const [major = 0, minor = 0, patch = 0] = (process.versions["sqlite"] ?? "")
      .split(".")
      .map(Number);
    expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(3_051_003);
  });
});
