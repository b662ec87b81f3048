import type { Transport } from "@usage-billing/http";
import type { GeneratedAnswer } from "./generate-answer.ts";

/** A transport that answers what it is told to, and then with empty pages. */
export interface CannedTransport extends Transport {
  /** Sets the next answer. */
  give(answer: GeneratedAnswer): void;
  /** Requests since the last answer was set. */
  requests(): number;
}

const BODILESS = new Set([204, 205, 304]);

/** The headers of a page say how much there is; a document gives one example of them for all pages. */
function countItems({ body, headers }: GeneratedAnswer): Record<string, string> {
  if (!Array.isArray(body)) return { ...headers };
  const count = body.length;
  const range = `items 0-${Math.max(0, count - 1)}/${count}`;
  return {
    ...headers,
    ...(headers["content-range"] !== undefined && { "content-range": range }),
    ...(headers["pagination-total"] !== undefined && { "pagination-total": String(count) }),
  };
}

function toResponse(answer: GeneratedAnswer): Response {
  const { status, body } = answer;
  const headers = countItems(answer);
  if (body === undefined || BODILESS.has(status)) return new Response(null, { status, headers });
  const isText = typeof body === "string" && !/json/.test(headers["content-type"] ?? "");
  return new Response(isText ? body : JSON.stringify(body), { status, headers });
}

function toEmptyPage({ body, headers }: GeneratedAnswer): GeneratedAnswer {
  if (Array.isArray(body)) return { status: 200, headers, body: [] };
  return {
    status: 200,
    headers,
    body: { Items: [], Pagination: { Page: 2, Limit: 99, Count: 0 } },
  };
}

/**
 * Makes a transport without a network.
 *
 * @returns The transport; it has nothing to answer yet.
 */
export function createCannedTransport(): CannedTransport {
  let next: GeneratedAnswer = { status: 500, headers: {}, body: undefined };
  let count = 0;
  return {
    Request,
    async fetch() {
      count += 1;
      return toResponse(count === 1 || next.status >= 400 ? next : toEmptyPage(next));
    },
    close: async () => {},
    give(answer) {
      next = answer;
      count = 0;
    },
    requests: () => count,
  };
}
