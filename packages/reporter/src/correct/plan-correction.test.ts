import { Quantity } from "@usage-billing/core";
import type { RecordState } from "@usage-billing/ledger";
import { describe, expect, it } from "vitest";
import { createFakeChannel } from "../__fixtures__/fake-channel.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import type { CorrectionChange } from "./correction-types.ts";
import { type CorrectionGround, decidePlan } from "./plan-correction.ts";

const { capabilities, check } = createFakeChannel();
const record = usageRecord({ recordId: "a", quantity: Quantity.parse("12") });
const raise: CorrectionChange = { quantity: Quantity.parse("17") };

function ground(
  state: RecordState,
  more: Partial<CorrectionGround["held"]> & Partial<CorrectionGround> = {},
): CorrectionGround {
  const { isCredited = false, replacing, capabilities: other = capabilities, ...rest } = more;
  const held = { record, state, takenInAt: 0, ...rest };
  const before = replacing === undefined ? {} : { replacing };
  return { held, capabilities: other, check, isCredited, ...before };
}

const billed = {
  outcome: { status: "accepted", recordId: "a", reference: "r", billingReference: "INV-1" },
} as const;

describe("decidePlan", () => {
  it.each([
    ["sending", "report first"],
    ["unsent", "report first"],
    ["unknown", "report first to settle it"],
    ["ambiguous", "decide which"],
    ["disputed", "decide what it holds"],
    ["retracted", "report the usage anew"],
    ["replacing", "correct the first record again"],
  ] as const)("refuses a record that is %s with the way out", (state, way) => {
    const plan = decidePlan(ground(state), raise);
    expect(plan).toMatchObject({ status: "refused", rule: `record-${state}` });
    expect(JSON.stringify(plan).toLowerCase()).toContain(way);
  });

  it.each([
    ["corrected", "was replaced by record b"],
    ["accepted", "is billed, and was made up for by record b"],
  ] as const)("points a record that is %s already to its successor", (state, reason) => {
    const plan = decidePlan(ground(state, { replacedBy: "b" }), raise);
    expect(plan).toMatchObject({ rule: "already-corrected", reason, fix: "Correct b instead." });
  });

  it("leaves a record alone for which a credit note was stated", () => {
    const plan = decidePlan(ground("accepted", { ...billed, isCredited: true }), raise);
    expect(plan).toMatchObject({ rule: "already-corrected" });
  });

  it.each<[string, CorrectionChange]>([
    ["one-change-at-a-time", {}],
    ["one-change-at-a-time", { ...raise, delete: true }],
    ["same-value", { quantity: Quantity.parse("12.0") }],
    ["same-value", { meter: record.meter ?? "" }],
    ["same-value", { period: { ...record.period } }],
    ["negative-quantity", { quantity: Quantity.parse("-1") }],
    ["too-many-decimals", { quantity: Quantity.parse("1.2345") }],
    ["missing-meter", { meter: "" }],
    ["no-period-needed", { ...raise, into: { start: 0, end: 1 } }],
  ])("refuses with %s", (rule, change) => {
    expect(decidePlan(ground("accepted"), change)).toMatchObject({ status: "refused", rule });
  });

  it("takes zero for a quantity where the channel does, and names delete where it does not", () => {
    const zero = { quantity: Quantity.zero };
    expect(decidePlan(ground("accepted"), zero)).toMatchObject({ change: "lower" });
    const strict = { ...ground("accepted"), check: createStrictCheck() };
    expect(decidePlan(strict, zero)).toMatchObject({
      rule: "quantity-too-small",
      fix: "Where nothing was used, correct it with delete.",
    });
  });

  it("does not change a quantity that an amount was rated for", () => {
    const rated = { ...record, amount: Quantity.parse("9.99") };
    expect(decidePlan(ground("accepted", { record: rated }), raise)).toMatchObject({
      rule: "rated-record",
    });
    expect(decidePlan(ground("accepted", { record: rated }), { delete: true })).toMatchObject({
      action: "retract",
    });
  });

  it("starts from what the channel stored of a record that it trimmed", () => {
    const [sent, stored] = [record.quantity, Quantity.parse("10")];
    const outcome = { status: "partial", recordId: "a", reference: "r", sent, stored } as const;
    const plan = decidePlan(ground("partial", { outcome }), { quantity: Quantity.parse("12") });
    expect(plan).toMatchObject({ change: "raise", before: stored, after: sent });
  });

  it("makes up for billed usage in the next period, or in the one that is named", () => {
    const { end } = record.period;
    const plan = decidePlan(ground("accepted", billed), raise);
    expect(plan).toMatchObject({
      action: "compensate",
      replacement: { quantity: Quantity.parse("5"), period: { start: end } },
    });
    const into = { start: 10 * end, end: 11 * end };
    const named = decidePlan(ground("accepted", billed), { ...raise, into });
    expect(named).toMatchObject({ replacement: { period: into } });
    const instant = { ...record, period: { start: end, end } };
    expect(decidePlan(ground("accepted", { ...billed, record: instant }), raise)).toMatchObject({
      rule: "next-period-unknown",
    });
  });

  it("revises a refused record, but for one that was to replace what the channel holds", () => {
    expect(decidePlan(ground("refused"), raise)).toMatchObject({ action: "revise" });
    const replacement = { ...ground("refused"), refusedFor: "z" };
    expect(decidePlan(replacement, raise)).toMatchObject({
      rule: "refused-correction",
      fix: "Correct z again.",
    });
  });

  it("finishes what was begun, and nothing else before it", () => {
    const replacing = { ...record, recordId: "b", quantity: Quantity.parse("17") };
    const begun = ground("correcting", { replacing, replacedBy: "b" });
    expect(decidePlan(begun, raise)).toMatchObject({ action: "replace" });
    const other = decidePlan(begun, { quantity: Quantity.parse("18") });
    expect(other).toMatchObject({ rule: "unfinished-correction" });
    expect(decidePlan(begun, { delete: true })).toMatchObject({ rule: "unfinished-correction" });
    expect(decidePlan(ground("retracting"), raise)).toMatchObject({
      rule: "unfinished-correction",
    });
    expect(decidePlan(ground("retracting"), { delete: true })).toMatchObject({
      action: "retract",
    });
  });

  it("refuses everything at a channel that corrects nothing", () => {
    const none = { ...capabilities, correction: "none" } as const;
    expect(decidePlan(ground("accepted", { capabilities: none }), raise)).toMatchObject({
      rule: "channel-cannot-correct",
    });
  });
});

function createStrictCheck(): CorrectionGround["check"] {
  const problem = { rule: "quantity-too-small", field: "quantity", message: "too small" };
  return ({ quantity }) => (quantity.isZero ? [problem] : []);
}
