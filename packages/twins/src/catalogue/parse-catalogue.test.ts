import { describe, expect, it } from "vitest";
import { parseCatalogue } from "./parse-catalogue.ts";
import { sampleCatalogue } from "./sample-catalogue.ts";

const PRODUCT = "PRD-276-377-545";
const CONTRACT = "CRD-41560-05399-12345";

const copy = (): typeof sampleCatalogue => JSON.parse(JSON.stringify(sampleCatalogue));

describe("parseCatalogue", () => {
  it("gives the sample back", () => {
    expect(parseCatalogue(copy())).toEqual(sampleCatalogue);
  });

  it("takes what is left out from the sample", () => {
    const rebilly = { apiKeys: ["k"], organizationId: "org_1", open: true, subscriptions: [] };
    expect(parseCatalogue({ rebilly })).toEqual({ ...sampleCatalogue, rebilly });
  });

  it.each([
    [[], "catalogue must be object"],
    [{ stripe: {} }, "(stripe)"],
    [{ rebilly: {} }, "rebilly must have required property 'apiKeys'"],
    [
      { connect: { ...copy().connect, products: [{ id: "PRD-1", schema: "XX", items: [] }] } },
      "connect.products[0].schema must be equal to one of the allowed values: QT, CR, PR, TR",
    ],
    [
      { connect: { ...copy().connect, assets: [{ id: "AS-1", product: "PRD-1", contract: "C" }] } },
      "connect.assets[0].product is no product of it",
    ],
    [
      {
        connect: {
          ...copy().connect,
          assets: [{ id: "AS-1", product: PRODUCT, contract: CONTRACT, hub: "HB-0" }],
        },
      },
      "connect.assets[0].hub is no hub of it",
    ],
    [
      { twocheckout: { ...copy().twocheckout, timeZone: "Mars/Base" } },
      "twocheckout.timeZone is no IANA time zone",
    ],
    [
      { twocheckout: { ...copy().twocheckout, subscriptions: [{ reference: "A" }] } },
      "twocheckout.subscriptions[0] must have required property 'optionCodes'",
    ],
  ])("refuses %o and names the wrong member", (json, message) => {
    expect(() => parseCatalogue(json)).toThrow(message);
  });

  it("names every wrong member at once", () => {
    const rebilly = { apiKeys: "k", organizationId: "", subscriptions: [] };
    expect(() => parseCatalogue({ rebilly })).toThrow(/apiKeys.*organizationId/);
  });
});
