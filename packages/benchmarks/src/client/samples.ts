/** Made-up credentials; the server of the bench does not look at them. */
export const apiKey = "SU-100-200-300:bench";
export const organizationId = "org_bench";

export const usage = {
  id: "sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7",
  subscriptionId: "sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2",
  quantity: 5.125,
  usageTime: "2026-10-31T23:59:59Z",
};

export const usageFile = {
  id: "UF-2026-10-4471-2086",
  name: "Storage October 2026",
  external_id: "usage-2026-10-storage",
  currency: "EUR",
  product: { id: "PRD-518-204-367" },
  contract: { id: "CRD-40118-52907-61350" },
  period: { from: "2026-10-01", to: "2026-10-31" },
};

export const connectPath = "/public/v1";
export const rebillyPath = `/organizations/${organizationId}`;
