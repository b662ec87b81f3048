import { Quantity, type UsageRecord } from "@usage-billing/core";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { sampleCatalogue } from "../catalogue/sample-catalogue.ts";
import type { TwinUsage } from "../server/twin-api.ts";
import type { TwinClock } from "../server/twin-clock.ts";
import { startTwin } from "../start-twin.ts";
import type { TwinName } from "../twin.ts";
import { rejectFiles } from "./reject-files.ts";
import type { TwinServer, TwinWorld } from "./twin-world.ts";

const OCTOBER = Date.UTC(2026, 9, 1);
const { connect, rebilly, twocheckout } = sampleCatalogue;

/** A subscription with an allowance that ends within the record. */
const LIMITED = "sub_twin_limited_001";
const catalogue: Catalogue = {
  ...sampleCatalogue,
  rebilly: {
    ...rebilly,
    subscriptions: [...rebilly.subscriptions, { id: LIMITED, hardLimit: "100.5" }],
  },
};

const limitedRecord: UsageRecord = {
  recordId: "kit-short",
  channel: "rebilly",
  subscription: LIMITED,
  quantity: Quantity.parse("120.25"),
  period: { start: OCTOBER, end: OCTOBER + 60_000 },
  acceptPartial: true,
};

/** What each twin's world is, apart from being started. */
const worlds: Readonly<Record<TwinName, Omit<TwinWorld, "open">>> = {
  connect: {
    subscriptions: ["AS-1001-0000-0001", "AS-1001-0000-0002"],
    meter: "STORAGE-GB",
    decimals: 4,
    from: OCTOBER,
    secrets: [connect.credentials.vendor, connect.credentials.vendor.replace("ApiKey ", "")],
    walls: [100, 1_000],
    unknownSubscription: "AS-9999-9999-9999",
    canBill: true,
  },
  rebilly: {
    subscriptions: ["sub_twin_storage_001", "sub_twin_calls_001"],
    from: OCTOBER,
    secrets: rebilly.apiKeys,
    walls: [100, 1_000, 2_000],
    unknownSubscription: "sub_twin_unknown",
    short: { record: limitedRecord, stored: "100.5" },
    epochRetryHeader: "x-ratelimit-retry-after",
    canBill: true,
  },
  twocheckout: {
    subscriptions: ["TWIN000001", "TWIN000002"],
    meter: "STORAGE_MB",
    from: OCTOBER,
    secrets: [twocheckout.secretKey],
    walls: [100, 200, 1_000],
    unknownSubscription: "TWIN999999",
    canBill: true,
  },
};

/**
 * Adapters write inclusive ends, to the second. A twin shows an end at second 59 as the next one, and
 * leaves others as they were written: those are brought to the first instant after them here.
 */
function withExclusiveEnd(usage: TwinUsage): TwinUsage {
  const end = Date.parse(usage.end);
  if (end % 60_000 === 0 || usage.end === usage.start) return usage;
  return { ...usage, end: new Date(end + 1_000).toISOString() };
}

async function open(api: TwinName, clock: TwinClock): Promise<TwinServer> {
  const twin = await startTwin(api, { catalogue, clock });
  return {
    baseUrl: twin.baseUrl,
    holds: () => twin.usage().map(withExclusiveEnd),
    bill: () => twin.bill(),
    allowChanges: async () => {
      if (api === "connect") await rejectFiles(twin.baseUrl, connect.credentials);
    },
    close: twin.close,
  };
}

/**
 * Makes the world in which the conformance kit tests an adapter: a fresh twin for each test, with the
 * sample catalogue and its credentials.
 *
 * @param api - Which API.
 * @returns The world, for `testChannel`.
 * @example
 * ```ts
 * testChannel({ test, createChannel, world: createTwinWorld("rebilly") });
 * ```
 */
export function createTwinWorld(api: TwinName): TwinWorld {
  return { ...worlds[api], open: (clock) => open(api, clock) };
}
