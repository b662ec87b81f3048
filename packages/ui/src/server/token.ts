import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** The cookie that holds the token; its path is random, so that other servers of this machine do not get it. */
const COOKIE = "usage-billing-ui";

/** What lets a browser in. */
export interface Token {
  /** The path that everything is under, with a slash at both ends. */
  readonly path: string;
  /** The secret. */
  readonly secret: string;
}

/**
 * Makes a token that nobody can guess.
 *
 * @returns A path of 72 random bits and a secret of 256.
 */
export function createToken(): Token {
  const path = `/${randomBytes(9).toString("base64url")}/`;
  return { path, secret: randomBytes(32).toString("base64url") };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/**
 * Compares a text with the secret in a time that tells nothing of it.
 *
 * @param token - The token.
 * @param offered - What was offered, of any length.
 * @returns Whether they are the same.
 */
export function isSecret({ secret }: Token, offered: string): boolean {
  return timingSafeEqual(digest(secret), digest(offered));
}

/**
 * Reads the secret from a `Cookie` header.
 *
 * @param header - The header, if there is one.
 * @returns The values of our cookie, of which there may be several; the browser orders them.
 */
export function readCookies(header: string | undefined): readonly string[] {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  const prefix = `${COOKIE}=`;
  return pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
}

/**
 * Prints the `Set-Cookie` header that lets the browser in until it is closed.
 *
 * @param token - The token.
 * @returns The header's value.
 */
export function printCookie({ path, secret }: Token): string {
  return `${COOKIE}=${secret}; Path=${path}; HttpOnly; SameSite=Strict`;
}
