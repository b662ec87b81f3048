import { Quantity } from "@usage-billing/core";
import type { Ledger, RecordState } from "@usage-billing/ledger";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillLedger } from "./__fixtures__/fill-ledger.ts";
import { randomRecords } from "./__fixtures__/random-records.ts";
import { OCTOBER, sampleMonth } from "./__fixtures__/sample-month.ts";
import { withTemporaryLedger } from "./__fixtures__/temporary-ledger.ts";
import { collectStatement, type StatementOptions } from "./collect-statement.ts";
import { listOpenRecords } from "./list-open-records.ts";
import type { Amount, Figures, Statement } from "./statement.ts";

const LATER = Date.UTC(2026, 10, 2);
const NAMES = [
  ...(["reported", "accepted", "billed", "open", "disputed", "corrected"] as const),
  ...(["dismissed", "credited"] as const),
] as const;

const COUNTED_NO_MORE: readonly RecordState[] = [
  ...(["corrected", "correcting", "dismissed", "retracted"] as const),
];

function add(amounts: readonly Amount[]): Amount {
  const quantity = amounts.reduce(
    (sum, amount) => sum.plus(Quantity.parse(amount.quantity)),
    Quantity.zero,
  );
  const records = amounts.reduce((sum, amount) => sum + amount.records, 0);
  return { records, quantity: quantity.toString() };
}

function sumOf(lines: readonly { readonly figures: Figures }[], name: keyof Figures): Amount {
  return add(lines.map(({ figures }) => figures[name]));
}

/** What the ledger says of a period, less what is in the statement before or after. */
async function ledgerSays(ledger: Ledger, statement: Statement, channel: string) {
  const sums = await ledger.sums({ period: OCTOBER, channel });
  const here = statement.reconciliation.lines.filter((line) => line.channel === channel);
  const minus = (amount: Amount): Amount => ({
    records: -amount.records,
    quantity: Quantity.zero.minus(Quantity.parse(amount.quantity)).toString(),
  });
  const live = (state: RecordState) => !COUNTED_NO_MORE.includes(state);
  return add([
    ...sums
      .filter(({ state }) => live(state))
      .map(({ count, quantity }) => ({ records: count, quantity: quantity.toString() })),
    ...here.filter(({ state }) => live(state)).map(({ elsewhere }) => minus(elsewhere)),
  ]);
}

/** What the log has to be credited of records that start in the period. */
async function logCredits(ledger: Ledger, channel: string): Promise<Amount> {
  const found: Amount[] = [];
  for await (const { kind, recordId = "", body } of ledger.entries()) {
    const { record, credit } = Object(body) as { record?: string; credit?: string };
    if (kind !== "revision" || credit === undefined || record !== recordId) continue;
    const held = (await ledger.record(recordId))?.record;
    const start = held?.period.start ?? 0;
    const isStated = start >= OCTOBER.start && start < OCTOBER.end;
    if (held?.channel === channel && isStated) found.push({ records: 1, quantity: credit });
  }
  return add(found);
}

async function checkAgainstLedger(ledger: Ledger): Promise<Statement> {
  const statement = await collectStatement(ledger, { period: OCTOBER, now: LATER });
  expect(statement.reconciliation.agrees).toBe(true);
  for (const { channel, counts } of statement.channels) {
    const rows = statement.rows.filter((row) => row.channel === channel);
    expect(sumOf(rows, "reported")).toEqual(await ledgerSays(ledger, statement, channel));
    expect(counts.reported).toBe(sumOf(rows, "reported").records);
    const credited = sumOf(rows, "credited");
    expect(credited).toEqual(await logCredits(ledger, channel));
    const notes = statement.credits.filter((note) => note.channel === channel);
    expect(add(notes.map(({ credit }) => ({ records: 1, quantity: credit })))).toEqual(credited);
    const lines = statement.reconciliation.credits.filter((line) => line.channel === channel);
    expect(add(lines.map(({ stated }) => stated))).toEqual(credited);
    const funnel = statement.funnel.find((one) => one.channel === channel);
    expect(funnel?.planned).toBe(counts.reported);
    expect(funnel?.billed).toBe(counts.billed);
  }
  return statement;
}

function checkAdditions({ rows, meters, series }: Statement): void {
  for (const name of NAMES) {
    expect(sumOf(meters, name)).toEqual(sumOf(rows, name));
  }
  for (const { figures } of rows) {
    const parts = [figures.accepted, figures.billed, figures.open, figures.disputed];
    expect(add(parts)).toEqual(figures.reported);
  }
  const days = series.flatMap((one) => one.days);
  for (const name of ["accepted", "billed", "open", "disputed"] as const) {
    const perDay = add(days.map((day) => ({ records: 0, quantity: day[name] })));
    expect(perDay.quantity).toBe(sumOf(rows, name).quantity);
  }
}

describe("a statement of a random ledger", () => {
  it("is to the last digit what the ledger's own sums say", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(randomRecords, async (records) => {
        await withTemporaryLedger(async (ledger) => {
          await fillLedger(ledger, records);
          const statement = await checkAgainstLedger(ledger);
          checkAdditions(statement);
          for (const { state } of statement.reconciliation.lines) seen.add(state);
        });
      }),
      { seed: 20261121, numRuns: 40, endOnFailure: true },
    );
    expect(seen.size).toBeGreaterThanOrEqual(15);
  });

  it("has every record in one of the statements of consecutive months", async () => {
    const bounds = [8, 9, 10, 11].map((month) => Date.UTC(2026, month, 1));
    await fc.assert(
      fc.asyncProperty(randomRecords, async (records) => {
        await withTemporaryLedger(async (ledger) => {
          await fillLedger(ledger, records);
          let stated = 0;
          for (const [at, start] of bounds.slice(0, -1).entries()) {
            const period = { start, end: bounds[at + 1] ?? start };
            const { counts } = await collectStatement(ledger, { period, now: LATER });
            stated += counts.reported + counts.corrected + counts.dismissed;
          }
          const all = await ledger.sums();
          expect(stated).toBe(all.reduce((sum, { count }) => sum + count, 0));
        });
      }),
      { seed: 7, numRuns: 15, endOnFailure: true },
    );
  });
});

function state(options: Partial<StatementOptions> = {}): Promise<Statement> {
  return withTemporaryLedger(async (ledger) => {
    await fillLedger(ledger, sampleMonth());
    return collectStatement(ledger, { period: OCTOBER, now: LATER, ...options });
  });
}

describe("collectStatement", () => {
  it("splits a record that was stored in part into what is accepted and what is open", async () => {
    const { rows, open } = await state({ channels: ["connect"] });
    const row = rows.find(
      ({ subscription, meter }) => subscription.endsWith("1") && meter === "TRANSFER-GB",
    );
    const partial = open.records.find((record) => record.state === "partial");
    expect(partial?.reason).toMatch(/^The channel stored 0\.5 of \d/);
    expect(row?.figures.reported.records).toBe(31);
    const { accepted, billed, open: rest } = row?.figures ?? {};
    expect([accepted?.records, billed?.records, rest?.records]).toEqual([6, 20, 5]);
  });

  it("has only the channels that are asked for, each once", async () => {
    const { channels, reconciliation } = await state({ channels: ["rebilly", "rebilly"] });
    expect(channels.map(({ channel, counts }) => [channel, counts.reported])).toEqual([
      ["rebilly", 62],
    ]);
    expect(reconciliation.agrees).toBe(true);
  });

  it("takes the product of the record before that of its channel", async () => {
    const products = new Map([
      ["connect", "PRD-other"],
      ["twocheckout", "SAAS"],
    ]);
    const { meters } = await state({ products });
    expect(meters.map(({ channel, product }) => [channel, product])).toEqual([
      ["connect", "PRD-276-377-545"],
      ["connect", "PRD-276-377-545"],
      ["rebilly", undefined],
      ["twocheckout", "SAAS"],
    ]);
  });

  it("counts everything that is open and lists the gravest first, up to the limit", async () => {
    const { open } = await state({ openLimit: 7 });
    expect(open.records.map((record) => record.state)).toEqual([
      ...["disputed", "unknown", "unknown", "unknown", "unknown", "unknown", "refused"],
    ]);
    expect(open.total).toBe(open.counts.reduce((sum, { records }) => sum + records, 0));
    expect(open.total).toBe(48);
  });

  it("says why a record is open, in the channel's words where it gave any", async () => {
    const { open } = await state();
    const refused = open.records.find((record) => record.state === "refused");
    expect(refused?.reason).toBe('No subscription AS-1001-0000-0002 <was> "found" & kept');
  });

  it.each([
    ["running", Date.UTC(2026, 9, 31, 23, 59), ["connect"]],
    ["open", LATER, ["connect"]],
    ["settled", LATER, ["nobody"]],
  ] as const)("marks a period as %s", async (standing, now, channels) => {
    expect(await state({ now, channels })).toMatchObject({ standing });
  });

  it("names windows of sources that could not be read, and is not settled then", async () => {
    await withTemporaryLedger(async (ledger) => {
      const period = { start: OCTOBER.start, end: OCTOBER.start + 86_400_000 };
      const window = { source: "meters", channel: "rebilly", period, records: 0 } as const;
      await ledger.commitWindow({ ...window, state: "failed", reason: "cut off" });
      const after = { start: OCTOBER.end, end: OCTOBER.end + 1 };
      await ledger.commitWindow({ ...window, period: after, state: "failed", reason: "later" });
      const statement = await collectStatement(ledger, { period: OCTOBER, now: LATER });
      expect(statement.standing).toBe("open");
      expect(statement.missing).toEqual([
        {
          source: "meters",
          channel: "rebilly",
          period: { start: "2026-10-01T00:00:00Z", end: "2026-10-02T00:00:00Z" },
          reason: "cut off",
        },
      ]);
      await ledger.commitWindow({ ...window, state: "done", quantity: "0" });
      const settled = await collectStatement(ledger, { period: OCTOBER, now: LATER });
      expect([settled.standing, settled.missing]).toEqual(["settled", []]);
    });
  });

  it("ends early by a signal that comes while it reads, however long the list is", async () => {
    await withTemporaryLedger(async (ledger) => {
      const record = { channel: "rebilly", subscription: "s", quantity: Quantity.parse("1") };
      await ledger.takeIn(
        Array.from({ length: 1_200 }, (_, at) => ({
          record: { ...record, recordId: `r${at}`, period: OCTOBER },
          deliveryKey: "k",
        })),
      );
      const stopping = new AbortController();
      setImmediate(() => stopping.abort(new Error("stopped")));
      const { signal } = stopping;
      const reading = collectStatement(ledger, { period: OCTOBER, now: LATER, signal });
      await expect(reading).rejects.toThrow("stopped");
    });
  });

  it("says so when the ledger was written to while it was read", async () => {
    await withTemporaryLedger(async (ledger) => {
      await fillLedger(ledger, sampleMonth().slice(0, 3));
      const moving: Parameters<typeof collectStatement>[0] = {
        credits: (query) => ledger.credits(query),
        records: (query) => ledger.records(query),
        windows: (query) => ledger.windows(query),
        sums: async (query) => {
          await fillLedger(ledger, sampleMonth().slice(3, 4));
          return ledger.sums(query);
        },
      };
      const { reconciliation } = await collectStatement(moving, { period: OCTOBER });
      expect(reconciliation.agrees).toBe(false);
    });
  });
});

describe("what is corrected", () => {
  const grounds = { reason: "metered twice", by: "Ada" };
  const [record] = sampleMonth().map(({ record: one }) => one);
  if (record === undefined) throw new Error("the sample has records");
  const deliveryKey = record.subscription;
  const twice = { ...record, recordId: "twice", quantity: record.quantity.plus(record.quantity) };

  it("is what was replaced, and no correction that did not take place", async () => {
    await withTemporaryLedger(async (ledger) => {
      await fillLedger(ledger, [
        { record, aim: "accepted" },
        { record: { ...record, recordId: "gone" }, aim: "dismissed" },
      ]);
      await ledger.commitCorrectionIntent(record.recordId, { record: twice, deliveryKey }, grounds);
      const problem = { rule: "no", field: "quantity", message: "no" };
      const replacement = { status: "refused", recordId: "twice", problem } as const;
      const end = { record: "kept", replacement, dismissal: grounds } as const;
      await ledger.commitCorrection(record.recordId, end);
      const { rows, meters, counts, reconciliation } = await collectStatement(ledger, {
        period: OCTOBER,
      });
      const nothing = { records: 0, quantity: "0" };
      const quantity = record.quantity.toString();
      const accepted = { reported: { records: 1, quantity }, accepted: { records: 1, quantity } };
      expect(rows).toMatchObject([{ figures: { ...accepted, corrected: nothing } }]);
      expect(meters).toMatchObject([{ figures: { ...accepted, corrected: nothing } }]);
      expect(counts).toMatchObject({ reported: 1, corrected: 0, dismissed: 2 });
      expect(reconciliation.agrees).toBe(true);
    });
  });

  it("and billed is to be credited, line by line and in all, and billed for all that", async () => {
    await withTemporaryLedger(async (ledger) => {
      const before = { start: OCTOBER.start - 1, end: OCTOBER.start + 1 };
      await fillLedger(ledger, [
        { record, aim: "credited" },
        { record: { ...record, recordId: "moved" }, aim: "billed" },
        { record: { ...record, recordId: "before", period: before }, aim: "credited" },
      ]);
      const other = { ...record, recordId: "other", meter: "OTHER" };
      const credit = record.quantity;
      const revision = { recordId: "moved", result: "compensated", credit, grounds } as const;
      await ledger.commitRevision({ ...revision, replacement: { record: other, deliveryKey } });
      const statement = await collectStatement(ledger, { period: OCTOBER });
      const all = record.quantity.plus(Quantity.parse("0.5")).toString();
      const figures = {
        billed: { records: 2, quantity: twice.quantity.toString() },
        credited: { records: 2, quantity: all },
      };
      expect(statement.rows[1]).toMatchObject({ meter: record.meter, figures });
      expect(statement.meters[1]).toMatchObject({ meter: record.meter, figures });
      expect(statement.counts.credited).toBe(2);
      expect(statement.credits).toMatchObject([
        { recordId: record.recordId, credit: "0.5", reason: "metered <twice>", by: "Ada" },
        { recordId: "moved", credit: `${credit}`, replacement: "other" },
      ]);
      expect(statement.credits[1]?.billingReference).toBe("inv-moved");
      const { agrees, credits } = statement.reconciliation;
      expect(agrees).toBe(true);
      expect(credits).toMatchObject([
        { stated: figures.credited, elsewhere: { records: 1, quantity: "0.5" } },
      ]);
      expect(credits[0]?.ledger.records).toBe(3);
    });
  });

  it("while it is read does not agree with the ledger", async () => {
    await withTemporaryLedger(async (ledger) => {
      await fillLedger(ledger, [{ record, aim: "billed" }]);
      const moving: Parameters<typeof collectStatement>[0] = {
        credits: (query) => ledger.credits(query),
        records: (query) => ledger.records(query),
        windows: (query) => ledger.windows(query),
        sums: async (query) => {
          const { recordId, quantity: credit } = record;
          await ledger.commitRevision({ recordId, result: "credited", credit, grounds });
          return ledger.sums(query);
        },
      };
      const { reconciliation } = await collectStatement(moving, { period: OCTOBER });
      expect(reconciliation.agrees).toBe(false);
    });
  });
});

describe("listOpenRecords", () => {
  it("lists all that a statement counts as open", async () => {
    await withTemporaryLedger(async (ledger) => {
      await fillLedger(ledger, sampleMonth());
      const { open } = await collectStatement(ledger, { period: OCTOBER });
      const ids: string[] = [];
      for await (const { recordId } of listOpenRecords(ledger, { period: OCTOBER })) {
        ids.push(recordId);
      }
      expect(ids.toSorted()).toEqual(open.records.map(({ recordId }) => recordId).toSorted());
    });
  });
});

it("counts usage to the days of the time zone that is named", async () => {
  await withTemporaryLedger(async (ledger) => {
    await fillLedger(ledger, sampleMonth());
    const days = async (zone?: string) => {
      const options = { period: OCTOBER, now: LATER, ...(zone === undefined ? {} : { zone }) };
      const statement = await collectStatement(ledger, options);
      expect(statement.zone).toBe(zone);
      return statement.series[0]?.days.map(({ day, records }) => [day, records]) ?? [];
    };
    const [inUtc, inNewYork] = [await days(), await days("America/New_York")];
    expect([inUtc[0]?.[0], inUtc.at(-1)?.[0]]).toEqual(["2026-10-01", "2026-10-31"]);
    expect([inNewYork[0]?.[0], inNewYork.at(-1)?.[0]]).toEqual(["2026-09-30", "2026-10-30"]);
    expect(inNewYork.map(([, records]) => records)).toEqual(inUtc.map(([, records]) => records));
  });
});
