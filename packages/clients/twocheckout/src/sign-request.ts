import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { sha3_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** A hash algorithm that 2Checkout takes from version 6.0 on. */
export type TwoCheckoutAlgorithm = "sha256" | "sha3-256";

/** The platform's own cryptography has no SHA-3 outside Node.js, and none that answers at once. */
const HASHES = { sha256, "sha3-256": sha3_256 } as const;

const encoder = new TextEncoder();

/** What a signature is made from. */
export interface SignatureInput {
  /** The account's merchant code. */
  readonly merchantCode: string;
  /** The account's secret key. It leaves the program only inside the hash. */
  readonly secretKey: string;
  /** The hash algorithm of the HMAC. */
  readonly algorithm: TwoCheckoutAlgorithm;
  /** The moment of the request, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/**
 * Writes a moment as 2Checkout's signatures do.
 *
 * @param now - Milliseconds since 1970-01-01T00:00:00Z.
 * @returns `YYYY-MM-DD HH:MM:SS` in UTC; fractions of a second are cut off.
 */
export function toSignatureDate(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replace("T", " ");
}

/**
 * Builds the text that is hashed: each value after its length in bytes of UTF-8.
 *
 * @param merchantCode - The merchant code.
 * @param date - The date, exactly as in the header.
 * @returns The text, with nothing between its parts.
 */
export function toSignatureSource(merchantCode: string, date: string): string {
  return [merchantCode, date].map((value) => `${encoder.encode(value).length}${value}`).join("");
}

/**
 * Signs one request. A repeated request has to be signed again.
 *
 * @param input - Account, algorithm and the time, which is read once for header and hash.
 * @returns The value of the `X-Avangate-Authentication` header.
 */
export function signRequest(input: SignatureInput): string {
  const { algorithm, merchantCode, now, secretKey } = input;
  const date = toSignatureDate(now);
  const source = encoder.encode(toSignatureSource(merchantCode, date));
  const hash = bytesToHex(hmac(HASHES[algorithm], encoder.encode(secretKey), source));
  // Header values are sent as Latin-1: this makes the bytes on the wire the UTF-8 that was hashed.
  const code = String.fromCharCode(...encoder.encode(merchantCode));
  return `code="${code}" date="${date}" hash="${hash}" algo="${algorithm}"`;
}
