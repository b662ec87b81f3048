import { createRebillyChannel } from "@usage-billing/rebilly";
import { createReporter } from "@usage-billing/reporter";
import { openPostgresLedger } from "../src/open-postgres-ledger.ts";
import type { WorkerSays, WorkerSettings } from "./worker-messages.ts";

const settings = JSON.parse(process.argv[2] ?? "{}") as WorkerSettings;

function say(message: WorkerSays): void {
  process.send?.(message);
}

const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
process.once("disconnect", () => process.exit(1));

const ledger = await openPostgresLedger({
  connectionString: settings.connectionString,
  leaseSeconds: settings.leaseSeconds,
});
const channel = createRebillyChannel({
  baseUrl: settings.baseUrl,
  apiKey: settings.apiKey,
  organizationId: settings.organizationId,
  retries: 0,
  timeout: 5_000,
});
const reporter = createReporter({
  channels: new Map([[channel.id, channel]]),
  ledger,
  visibilityLag: settings.visibilityLag,
  abandonedLag: settings.visibilityLag,
  settleDelays: [50, 200],
  budgets: new Map([[channel.id, "none"]]),
});

say({ kind: "ready" });
await ledger.runWorker({
  channels: [channel.id],
  concurrency: settings.concurrency,
  signal: stopping.signal,
  deliver: async (claim) => {
    const { deliveryId, token, isFirstClaim, beforeWrite, signal } = claim;
    say({ kind: "claimed", deliveryId, token });
    try {
      return await reporter.deliver(deliveryId, {
        ledger: claim.ledger,
        ...{ isFirstClaim, beforeWrite, signal },
      });
    } finally {
      say({ kind: "ended", deliveryId });
    }
  },
  plan: (channelId, claim) =>
    reporter.plan(channelId, { ledger: claim.ledger, signal: claim.signal }),
  onError: (error) => say({ kind: "error", message: error.message }),
});
await ledger.close();
process.disconnect?.();
