import { describe, expect, it } from "vitest";
import { fileDefaults, usageRecord } from "./__fixtures__/usage-record.ts";
import { fromDeliveryKey, toDeliveryKey } from "./delivery-key.ts";

const monthOf = (start: string) =>
  fromDeliveryKey(toDeliveryKey(usageRecord({ start, end: start }), fileDefaults)).month;

describe("toDeliveryKey", () => {
  it("is read back to its parts", () => {
    const key = toDeliveryKey(usageRecord(), fileDefaults);
    expect(key).toBe("PRD-276-377-545/CRD-41560-05399-12345/USD/2026-10");
    expect(fromDeliveryKey(key)).toEqual({ ...fileDefaults, month: "2026-10" });
  });

  it("parts records of another currency", () => {
    const euros = usageRecord({ attributes: { currency: "EUR" } });
    expect(toDeliveryKey(euros, fileDefaults)).toContain("/EUR/");
  });

  it("takes the UTC month in which a record starts", () => {
    expect(monthOf("2027-01-01T00:00:00Z")).toBe("2027-01");
    expect(monthOf("2026-12-31T23:59:59Z")).toBe("2026-12");
    expect(monthOf("2027-01-01T01:00:00+02:00")).toBe("2026-12");
    expect(monthOf("2028-02-29T12:00:00Z")).toBe("2028-02");
  });

  it("keeps the place of what neither a record nor an option names", () => {
    expect(toDeliveryKey(usageRecord(), {})).toBe("///2026-10");
    const { contract } = fileDefaults;
    expect(toDeliveryKey(usageRecord(), { contract })).toBe(`/${contract}//2026-10`);
  });
});

describe("fromDeliveryKey", () => {
  it("reads a part that a key lacks as empty", () => {
    expect(fromDeliveryKey("PRD-1")).toEqual({
      product: "PRD-1",
      contract: "",
      currency: "",
      month: "",
    });
    expect(fromDeliveryKey("").product).toBe("");
  });
});
