import { createHmac } from "node:crypto";
import type { TwinContext } from "../server/twin-context.ts";

/** Published: it signs links of a local twin only. */
const KEY = "twin-storage";

function signatureOf(name: string, expiry: string): string {
  return createHmac("sha256", KEY).update(`${name}\n${expiry}`).digest("hex");
}

/**
 * Makes a link to a stored file that anyone can fetch for a while.
 *
 * @param context - Clock and origin.
 * @param name - The file's name, for example `UF-…/processed.xlsx`.
 * @param seconds - How long the link holds.
 * @returns The address; it is to be fetched without `Authorization`.
 */
export function createStorageLink(context: TwinContext, name: string, seconds: number): string {
  const expiry = new Date(context.clock.now() + seconds * 1000).toISOString();
  const query = new URLSearchParams({ se: expiry, sig: signatureOf(name, expiry) });
  return `${context.origin()}/storage/${name}?${query}`;
}

/**
 * Tells whether a link was made here and holds still.
 *
 * @param name - The file's name.
 * @param query - The link's query.
 * @param now - Milliseconds since 1970.
 * @returns Whether the file may be fetched.
 */
export function isValidLink(name: string, query: URLSearchParams, now: number): boolean {
  const expiry = query.get("se") ?? "";
  return query.get("sig") === signatureOf(name, expiry) && now <= Date.parse(expiry);
}
