import type { UsageRecord } from "@usage-billing/core";
import type { Twin } from "@usage-billing/twins";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Api,
  DriftingMonth,
  type Plant,
  type Sown,
  startMonthTwin,
} from "./__fixtures__/drifting-month.ts";

const HOUR = 3_600_000;

/** What can be planted at each channel; most records are left alone. */
const PLANTS: Readonly<Record<Api, readonly Plant[]>> = {
  connect: ["doubled", "stranger", "rejected", "closed", "refused", "in-flight"],
  rebilly: [
    ...(["lost", "doubled", "stranger", "off-by-a-thousandth"] as const),
    ...(["trimmed", "refused", "taken-back", "in-flight"] as const),
  ],
  twocheckout: [
    ...(["lost", "doubled", "stranger", "off-by-a-thousandth"] as const),
    ...(["altered", "refused", "taken-back", "in-flight"] as const),
  ],
};

/** What is to be found of each plant; the name of the record or of the stranger follows. */
const EXPECTED: Readonly<Partial<Record<Plant, string>>> = {
  altered: "altered",
  closed: "closed-without-reference",
  doubled: "duplicate",
  lost: "missing-there",
  "off-by-a-thousandth": "quantity-differs",
  refused: "rejected",
  rejected: "rejected",
  stranger: "unknown-here",
  trimmed: "trimmed",
};

function months(api: Api): fc.Arbitrary<readonly Sown[]> {
  const plant = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Plant>("none") },
    { weight: 2, arbitrary: fc.constantFrom(...PLANTS[api]) },
  );
  const sown = fc.record({
    place: fc.nat({ max: 4 }),
    hour: fc.nat({ max: 740 }),
    units: fc.integer({ min: 1, max: 3 }),
    plant,
  });
  return fc.uniqueArray(sown, {
    selector: ({ place, hour, plant: what }) =>
      what === "trimmed" ? `t${place}` : `${place} ${hour}`,
    minLength: 1,
    maxLength: 14,
  });
}

/** Does to a reported record what was planted. */
async function plant(month: DriftingMonth, sown: Sown, record: UsageRecord): Promise<void> {
  switch (sown.plant) {
    case "lost":
      return month.remove(record.recordId);
    case "doubled":
      // Connect would take the same file for the one that it has.
      return month.write(
        month.api === "connect" ? { ...record, recordId: `${record.recordId}-again` } : record,
      );
    case "stranger":
      return month.write(month.record(sown, `${record.recordId}-stranger`, HOUR / 2));
    case "off-by-a-thousandth":
      return month.alter(record);
    case "altered":
      await month.remove(record.recordId);
      return month.write({ ...record, meter: "SEATS" });
    case "taken-back":
      return month.retract(record.recordId);
    case "rejected":
      return month.review(record, "reject");
    default:
      return undefined;
  }
}

/** Usage of the months before and after, in the ledger and past it: none of it may be found. */
async function sowNeighbours(month: DriftingMonth): Promise<void> {
  const beside = (hour: number, recordId: string) =>
    month.record({ place: 9, hour, units: 1, plant: "none" }, recordId);
  await month.report([beside(-1, "september"), beside(744, "november")]);
  await month.write(beside(-2, "september-stranger"));
  await month.write(beside(745, "november-stranger"));
}

async function check(api: Api, twin: Twin, sowing: readonly Sown[]): Promise<void> {
  const month = DriftingMonth.begin(api, twin);
  try {
    const named = sowing.map((sown, at) => ({ sown, record: month.record(sown, `r${at}`) }));
    const flying = named.filter(({ sown }) => sown.plant === "in-flight");
    const sent = named.filter(({ sown }) => sown.plant !== "in-flight");
    await month.report(sent.map(({ record }) => record));
    await sowNeighbours(month);
    for (const { sown, record } of sent) await plant(month, sown, record);
    const closed = sent.filter(({ sown }) => sown.plant === "closed");
    if (closed.length > 0) await month.acceptFiles();
    for (const { record } of closed) await month.review(record, "accept-and-close");
    await month.takeIn(flying.map(({ record }) => record));
    const expected = sent.flatMap(({ sown, record }) => {
      const kind = EXPECTED[sown.plant];
      if (kind === undefined) return [];
      const { period, quantity } = month.record(sown, "", HOUR / 2);
      const name = sown.plant === "stranger" ? `${period.start}: ${quantity}` : record.recordId;
      return [`${kind} ${name}`];
    });
    const { verdict, found } = await month.reconcile();
    expect(found).toEqual(expected.sort());
    const difference = expected.length === 0 ? "clean" : "drift";
    expect(verdict).toBe(flying.length > 0 ? "incomplete" : difference);
  } finally {
    await month.end();
  }
}

describe.each(["rebilly", "twocheckout", "connect"] as const)("months at %s", (api) => {
  let twin: Twin;
  beforeAll(async () => {
    twin = await startMonthTwin(api);
  });
  afterAll(() => twin.close());

  it("show every planted difference and nothing else", { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(months(api), (sowing) => check(api, twin, sowing));
    await fc.assert(property, { seed: 20_261_031, numRuns: 12, endOnFailure: true });
  });

  it("show a difference of each kind", { timeout: 60_000 }, async () => {
    const each = PLANTS[api].map((what, place) => ({
      place,
      hour: 24 * place,
      units: 2,
      plant: what,
    }));
    await check(api, twin, [...each, { place: 0, hour: 1, units: 1, plant: "none" }]);
  });
});
