/** Who every file of the twin is between. */
export const parties = {
  vendor: { id: "VA-100-200", name: "Twin vendor" },
  provider: { id: "PA-300-400", name: "Twin distributor" },
  marketplace: { id: "MP-10000", name: "Twin marketplace" },
  environment: "production",
} as const;
