import { sampleCatalogue } from "../catalogue/sample-catalogue.ts";
import type { Twin } from "../twin.ts";

/** The right credential. */
export const rebillyHeaders = {
  "REB-APIKEY": "sk_twin_sample",
  "content-type": "application/json",
};

const { organizationId } = sampleCatalogue.rebilly;

/** The address of the usages, or of something under them. */
export function usagesUrl(twin: Twin, rest = ""): string {
  return `${twin.baseUrl}/organizations/${organizationId}/usages${rest}`;
}

/** Posts a body as it is. */
export function postUsage(twin: Twin, body: string): Promise<Response> {
  return fetch(usagesUrl(twin), { method: "POST", headers: rebillyHeaders, body });
}

/** A body with quantity digits as given. */
export function usageBody(quantity: string, rest: Record<string, unknown> = {}): string {
  const fields = {
    subscriptionId: "sub_twin_seats_001",
    usageTime: "2026-10-01T00:00:00Z",
    ...rest,
  };
  return JSON.stringify(fields).replace(/}$/, `,"quantity":${quantity}}`);
}
