import { describe, expect, it } from "vitest";
import { isFilterable, isSubscriptionId } from "./subscription-id.ts";

describe("isSubscriptionId", () => {
  it.each(["sub_01HRF27SATGE4Z6PBJE6PD8328", "a", "@me~1-2.3_4", "x".repeat(50)])(
    "takes %s",
    (id) => {
      expect(isSubscriptionId(id)).toBe(true);
    },
  );

  it.each(["", "x".repeat(51), "sub 1", "sub,1", "sub;1", "sub:1", "sub/1", "süb", "sub_1\n"])(
    "does not take %j",
    (id) => {
      expect(isSubscriptionId(id)).toBe(false);
    },
  );
});

describe("isFilterable", () => {
  it("is true of ordinary ids", () => {
    expect(isFilterable("sub_01HRF27SATGE4Z6PBJE6PD8328")).toBe(true);
    expect(isFilterable("a.b@c")).toBe(true);
  });

  it.each(["@list", "a..b", "..", "a,b", "a;b", "!a", ""])("is false of %j", (id) => {
    expect(isFilterable(id)).toBe(false);
  });
});
