import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { redactSecrets } from "@usage-billing/core";
import { STYLE } from "../generated/assets.ts";
import { EARLY_SCRIPT } from "../page-shell.ts";
import type { FailureView } from "../views.ts";

/** What is answered. */
export interface Answer {
  readonly status?: number;
  readonly type: "html" | "javascript" | "json" | "svg";
  readonly body: string;
  /** Headers beside those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<Answer["type"], string>> = {
  html: "text/html; charset=utf-8",
  javascript: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
};

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Nothing is fetched but from here, nothing that stands in a page is run or applied but what we wrote, and nobody frames it. */
const POLICY = [
  "default-src 'none'",
  `script-src 'self' ${hashOf(EARLY_SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/**
 * Makes an answer of data.
 *
 * @param view - The data.
 * @param status - The status; 200 when left out.
 * @returns The answer.
 */
export function toJson(view: object, status = 200): Answer {
  return { status, type: "json", body: JSON.stringify(view) };
}

/**
 * Makes an answer that says why there is no other.
 *
 * @param status - The status.
 * @param message - What is wrong; secrets in it are redacted.
 * @param isPassing - Whether asking again can help.
 * @returns The answer.
 */
export function toFailure(status: number, message: string, isPassing = false): Answer {
  const failure: FailureView = { error: redactSecrets(message), isPassing };
  return toJson(failure, status);
}

/**
 * Sends an answer.
 *
 * @param response - Where to.
 * @param answer - What.
 */
export function send(response: ServerResponse, answer: Answer): void {
  const { status = 200, type, body, headers } = answer;
  response.writeHead(status, { ...HEADERS, "content-type": TYPES[type], ...headers }).end(body);
}
