import { createHmac } from "node:crypto";
import type { Twin } from "../twin.ts";
import { NOW } from "./open-twin.ts";

/** What a request is signed with. */
export interface Signing {
  readonly code?: string;
  readonly key?: string;
  readonly algorithm?: string;
  readonly date?: string;
}

/** The header of the sample account at the time of the tests. */
export function sign(signing: Signing = {}): Record<string, string> {
  const { code = "TWINCODE", key = "twin-secret-key", algorithm = "sha256" } = signing;
  const { date = NOW.replace("T", " ").replace("Z", "") } = signing;
  const source = `${code.length}${code}${date.length}${date}`;
  const hash = createHmac(algorithm, key).update(source).digest("hex");
  return {
    "x-avangate-authentication": `code="${code}" date="${date}" hash="${hash}" algo="${algorithm}"`,
  };
}

/** Sends a signed request for the usages of TWIN000001. */
export async function callUsages(
  twin: Twin,
  method: string,
  options: { rest?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { rest = "/", body, headers = sign() } = options;
  return fetch(`${twin.baseUrl}/subscriptions/TWIN000001/usages${rest}`, {
    method,
    headers: { accept: "application/json", "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A usage of one day, unless said otherwise. */
export function usageInput(rest: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    OptionCode: "SEATS",
    UsageStart: "2026-10-01 00:00:00",
    UsageEnd: "2026-10-01 23:59:59",
    Units: 5,
    Description: "Seats",
    ...rest,
  };
}
