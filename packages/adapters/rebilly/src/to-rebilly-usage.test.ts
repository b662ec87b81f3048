import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { toRebillyUsage, toRequestBody } from "./to-rebilly-usage.ts";

function bodyOf(quantity: string): string {
  return new TextDecoder().decode(toRequestBody(usageRecord({ quantity })));
}

describe("toRebillyUsage", () => {
  it("maps subscription, quantity and the start of the period", () => {
    expect(toRebillyUsage(usageRecord({ hour: 1, description: "kept at home" }))).toEqual({
      subscriptionId: "sub_twin_storage_001",
      quantity: Quantity.parse("1.125"),
      usageTime: "2026-10-01T01:00:00Z",
    });
  });

  it("says that a part may be stored only when it may", () => {
    expect(toRebillyUsage(usageRecord({ acceptPartial: true }))).toHaveProperty(
      "acceptPartialQuantity",
      true,
    );
    expect(toRebillyUsage(usageRecord({ acceptPartial: false }))).not.toHaveProperty(
      "acceptPartialQuantity",
    );
  });
});

describe("toRequestBody", () => {
  it("writes every quantity with its exact digits", () => {
    const wholes = fc.bigInt({ min: 0n, max: 10n ** 24n });
    fc.assert(
      fc.property(wholes, fc.integer({ min: 0, max: 999 }), (whole, thousandths) => {
        const quantity = Quantity.parse(`${whole}.${String(thousandths).padStart(3, "0")}`);
        expect(bodyOf(quantity.toString())).toContain(`"quantity":${quantity},`);
      }),
      { seed: 20261001 },
    );
  });

  it.each(["0.001", "0.1", "123456789012.345", "9007199254740993.001"])(
    "writes %s as it is",
    (quantity) => {
      expect(bodyOf(quantity)).toBe(
        `{"subscriptionId":"sub_twin_storage_001","quantity":${quantity},"usageTime":"2026-10-01T00:00:00Z"}`,
      );
    },
  );
});
