import type { Catalogue } from "./catalogue.ts";

const PRODUCT = "PRD-276-377-545";
const CONTRACT = "CRD-41560-05399-12345";

/** Numbers from 1, as text of a fixed width. */
function numbered(count: number, width: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(width, "0"));
}

/** The subscriptions and meters of `examples/month-of-usage`. Its credentials are published sample values. */
export const sampleCatalogue: Catalogue = {
  connect: {
    credentials: {
      vendor: "ApiKey SU-100-200-300:twin-vendor-token",
      distributor: "ApiKey SU-400-500-600:twin-distributor-token",
    },
    products: [
      {
        id: PRODUCT,
        name: "Sample Cloud",
        schema: "QT",
        items: [
          { mpn: "SEAT-PRO", name: "Seat", unit: "seat", precision: "integer", type: "ppu" },
          { mpn: "STORAGE-GB", name: "Storage", unit: "GB", precision: "decimal(4)", type: "ppu" },
          { mpn: "API-CALLS", name: "API calls", unit: "call", precision: "integer", type: "ppu" },
        ],
      },
    ],
    hubs: [
      { id: "HB-1000-0000", name: "Twin hub" },
      { id: "HB-2000-0000", name: "Second twin hub" },
    ],
    contracts: [{ id: CONTRACT, name: "Sample distribution contract" }],
    assets: numbered(40, 4).map((number) => ({
      id: `AS-1001-0000-${number}`,
      product: PRODUCT,
      contract: CONTRACT,
      hub: Number(number) <= 30 ? "HB-1000-0000" : "HB-2000-0000",
      parameters: { account_id: `account-${number}` },
    })),
  },
  rebilly: {
    apiKeys: ["sk_twin_sample"],
    tokens: ["twin-session-token"],
    organizationId: "org_twin_sample",
    subscriptions: ["seats", "storage", "calls"].flatMap((meter) =>
      numbered(20, 3).map((number) => ({ id: `sub_twin_${meter}_${number}` })),
    ),
  },
  twocheckout: {
    merchantCode: "TWINCODE",
    secretKey: "twin-secret-key",
    timeZone: "Europe/Bucharest",
    subscriptions: numbered(30, 6).map((number) => ({
      reference: `TWIN${number}`,
      optionCodes: ["SEATS", "STORAGE_MB", "API_CALLS"],
      start: "2025-01-01",
      expiration: "2027-12-31",
    })),
  },
};
