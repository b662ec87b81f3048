import { createHmac } from "node:crypto";
import type { TwoCheckoutCatalogue } from "../catalogue/catalogue.ts";
import { Refusal, type TwinRequest } from "../server/exchange.ts";
import { problem } from "./problem.ts";

/** How far a request's date may be from the twin's clock. The API's own tolerance is not documented. */
const DATE_TOLERANCE = 10 * 60 * 1000;

const HEADER =
  /^code="([^"]*)" date="(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})" hash="([0-9a-f]+)" algo="(sha256|sha3-256)"$/;

/** Lengths count bytes; nothing parts the four pieces. */
function sourceString(code: string, date: string): string {
  return [code, date].map((text) => `${Buffer.byteLength(text)}${text}`).join("");
}

function isAuthentic(header: string, catalogue: TwoCheckoutCatalogue, now: number): boolean {
  const match = HEADER.exec(header);
  if (match === null) return false;
  const [, code = "", day = "", time = "", hash, algorithm = ""] = match;
  if (code !== catalogue.merchantCode) return false;
  const sentAt = Date.parse(`${day}T${time}Z`);
  if (!(Math.abs(now - sentAt) <= DATE_TOLERANCE)) return false;
  const expected = createHmac(algorithm, catalogue.secretKey)
    .update(sourceString(code, `${day} ${time}`))
    .digest("hex");
  return hash === expected;
}

/**
 * Lets a request pass whose header is signed with the account's key, not long ago.
 *
 * @param request - With `X-Avangate-Authentication`.
 * @param catalogue - The account.
 * @param now - The twin's time, in milliseconds since 1970.
 * @throws {@link Refusal} 401.
 */
export function authenticate(
  request: TwinRequest,
  catalogue: TwoCheckoutCatalogue,
  now: number,
): void {
  const header = request.headers["x-avangate-authentication"];
  // Node reads headers as Latin-1; a merchant code may hold any UTF-8.
  const text = typeof header === "string" ? Buffer.from(header, "latin1").toString("utf8") : "";
  if (isAuthentic(text, catalogue, now)) return;
  throw new Refusal(
    problem(401, "AUTHENTICATION_ERROR", "Authentication needed for this resource"),
  );
}
