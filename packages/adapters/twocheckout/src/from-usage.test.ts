import { describe, expect, it } from "vitest";
import { createAccountTime } from "./account-time.ts";
import { fromUsage, withCapitalNames } from "./from-usage.ts";

const place = {
  channel: "twocheckout",
  subscription: "83FE4FEF2",
  time: createAccountTime("Europe/Bucharest"),
};
const usage = {
  UsageReference: 120010776516,
  SubscriptionReference: "83FE4FEF2",
  OptionCode: "API_CALLS",
  UsageStart: "2026-10-01 00:00:00",
  UsageEnd: "2026-10-31 23:59:59",
  Units: "1500",
};

describe("fromUsage", () => {
  it("maps open usage that somebody entered by hand", () => {
    const held = fromUsage({ ...usage, Description: "by hand" }, place);
    expect({ ...held, quantity: held.quantity.toString() }).toStrictEqual({
      channel: "twocheckout",
      reference: "120010776516",
      subscription: "83FE4FEF2",
      meter: "API_CALLS",
      quantity: "1500",
      period: { start: Date.UTC(2026, 8, 30, 21), end: Date.UTC(2026, 9, 31, 22) },
      status: "open",
      description: "by hand",
    });
  });

  it("maps billed usage of ours", () => {
    const Description = "October [ub:r-1]";
    const held = fromUsage({ ...usage, Description, RenewalOrderReference: 11749701 }, place);
    expect(held).toMatchObject({
      recordId: "r-1",
      description: "October",
      status: "billed",
      billingReference: "11749701",
    });
  });

  it.each([null, "", 0, "0"])("takes the renewal order %o for none", (RenewalOrderReference) => {
    const held = fromUsage({ ...usage, RenewalOrderReference }, place);
    expect(held.status).toBe("open");
    expect(held).not.toHaveProperty("billingReference");
  });

  it("says nothing of a meter, a note or an id that are not there", () => {
    const { OptionCode: _, ...rest } = usage;
    const held = fromUsage(rest, place);
    expect(Object.keys(held).toSorted()).toEqual(
      ["channel", "period", "quantity", "reference", "status", "subscription"].toSorted(),
    );
  });

  it("takes the subscription that the usage names, or else the one that was asked for", () => {
    const { SubscriptionReference: _, ...rest } = usage;
    expect(fromUsage(rest, place).subscription).toBe("83FE4FEF2");
    const other = fromUsage({ ...usage, SubscriptionReference: "0000000000" }, place);
    expect(other.subscription).toBe("0000000000");
  });

  it("reads names that begin with a small letter, and references that are text", () => {
    const small = Object.fromEntries(
      Object.entries({ ...usage, UsageReference: "120010776516" }).map(([name, value]) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        value,
      ]),
    );
    expect(fromUsage(withCapitalNames(small), place)).toEqual(fromUsage(usage, place));
  });

  it.each(["UsageReference", "UsageStart", "UsageEnd", "Units"])("throws without %s", (name) => {
    const { [name as "Units"]: _, ...rest } = usage;
    expect(() => fromUsage(rest, place)).toThrow(name === "UsageReference" ? name : undefined);
  });
});
