import type { ServiceEvent } from "@usage-billing/reporter";
import { logFollowed, logReported, toErrorFields } from "./log-summary.ts";
import type { ServiceTools } from "./service-tools.ts";

/**
 * Makes what tells the log and the metrics of all that a service does.
 *
 * @param tools - The service's tools.
 * @returns The listener.
 */
export function listenToService(tools: ServiceTools): (event: ServiceEvent) => void {
  const { log, metrics, context } = tools;
  return (event) => {
    switch (event.kind) {
      case "reported":
        metrics.countReported(event.summary);
        return logReported(log, event.summary);
      case "followed":
        return logFollowed(log, event.summary);
      case "planned":
        return log.info({ channel: event.channel, deliveries: event.deliveries }, "planned");
      case "delivered": {
        const { deliveryId, state, error } = event;
        metrics.countDelivered(state === "settled");
        if (error === undefined) return log.debug({ deliveryId, state }, "delivered");
        return log.warn({ deliveryId, state, ...toErrorFields(error) }, "not delivered");
      }
      case "waiting": {
        const { channel, reason, milliseconds } = event;
        const fields = { ...(channel === undefined ? {} : { channel }), reason, milliseconds };
        return reason === "back-off" ? log.warn(fields, "waiting") : log.debug(fields, "waiting");
      }
      case "failed":
        // A service that waits for its ledger when it is stopped has not failed.
        if (context.signal.aborted && event.error.name === "AbortError") return;
        return log.error(toErrorFields(event.error), "worker failed");
    }
  };
}
