import { describe, expect, it } from "vitest";
import { toFileCreate, toFileUpdate } from "./to-file-body.ts";

const FILE = { product: "PRD-276-377-545", contract: "CRD-41560-05399-12345", name: "October" };
const PERIOD = { from: "2026-10-01", to: "2026-10-31" };

describe("toFileCreate", () => {
  it("has an empty description where there is none, because null is refused", () => {
    expect(toFileCreate({ ...FILE, period: PERIOD, externalId: "ub-1" })).toEqual({
      name: "October",
      description: "",
      period: PERIOD,
      external_id: "ub-1",
      product: { id: FILE.product },
      contract: { id: FILE.contract },
    });
  });

  it.each([
    ["a product that is none", { product: "a product" }, /product "a product" is no product id/],
    ["a contract that is none", { contract: "a contract" }, /^a new usage file: contract "a con/],
    ["a contract with a slash at its start", { contract: "/CRD-1" }, /is no contract id/],
    ["a contract with a slash at its end", { contract: "CRD-1/" }, /is no contract id/],
    ["an external id that is long", { externalId: "x".repeat(201) }, /externalId has 201/],
    ["half a currency", { currency: "U" }, /"U" is no ISO 4217 code/],
    ["a bad name", { name: "a\u0007b" }, /^a new usage file: name holds/],
    ["a bad note", { note: "a\u0007b" }, /^usage file to be made: note holds/],
    ["swapped ids", { product: FILE.contract, contract: FILE.product }, /is a contract's id/],
    ["a product for a contract", { contract: FILE.product }, /contract "PRD-.*" is a product's id/],
    ["neither name nor period", { name: "" }, /needs a name or a period/],
    ["a long name", { name: "x".repeat(101) }, /name has 101 characters; the channel takes 100/],
    ["a long note", { note: "x".repeat(201) }, /note has 201 characters; the channel takes 200/],
    ["control characters", { note: "a\u0007b" }, /note holds a control character/],
    ["markup", { description: "<b>October</b>" }, /description holds an HTML tag/],
    [
      "two currencies",
      { currency: "USD,EUR" },
      /"USD,EUR" is no ISO 4217 code such as USD; a file has one/,
    ],
    [
      "a period backwards",
      { period: { from: "2026-10-31", to: "2026-10-01" } },
      /before it starts/,
    ],
    [
      "a day that is none",
      { period: { from: "2026-02-30", to: "2026-03-01" } },
      /"2026-02-30" is no day/,
    ],
    [
      "a day in another form",
      { period: { from: "01-10-2026", to: "31-10-2026" } },
      /is no day as YYYY/,
    ],
  ])("refuses %s", (_case, change, message) => {
    expect(() => toFileCreate({ ...FILE, ...change })).toThrow(message);
  });

  it("takes ids of older forms", () => {
    const old = { ...FILE, product: "CN-631-322-000", contract: "CRD-00000-00000-00000" };
    expect(toFileCreate(old).product).toEqual({ id: "CN-631-322-000" });
    const odd = toFileCreate({ ...FILE, product: "X-CRD-1", contract: "X-PRD-1" });
    expect([odd.product, odd.contract]).toEqual([{ id: "X-CRD-1" }, { id: "X-PRD-1" }]);
  });

  it("takes a period of one day, a currency, and a period for want of a name", () => {
    const { name: _, ...unnamed } = FILE;
    const day = { from: "2026-10-01", to: "2026-10-01" };
    expect(toFileCreate({ ...unnamed, period: day, currency: "EUR" })).toMatchObject({
      period: day,
      currency: "EUR",
    });
  });
});

describe("toFileUpdate", () => {
  it("sends only what changes", () => {
    expect(toFileUpdate("UF-1", { note: "checked" })).toEqual({ note: "checked" });
  });

  it("names the file in what it refuses", () => {
    expect(() => toFileUpdate("UF-1", { currency: "usd" })).toThrow(/^usage file UF-1: currency/);
  });
});
