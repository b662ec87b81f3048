import type { Transport } from "@usage-billing/http";
import type { StepCounter } from "./step-counter.ts";

/** What is known of the requests to one channel. */
export interface RequestCount {
  /** How many were sent. */
  sent: number;
  /** How many of them were POSTs. */
  posts: number;
  /** How many got an error, or no answer. */
  failed: number;
}

/** What happens around the requests of one channel. */
export interface TransportHooks {
  readonly counter: StepCounter;
  readonly count: RequestCount;
  /** Is told the number of each request before it is sent, and may let it wait. */
  readonly beforeRequest: (number: number, method: string) => Promise<void>;
}

/** Ids in paths differ from run to run of a seed; the kind of step is what counts. */
function nameOf(request: Request): string {
  const { pathname } = new URL(request.url);
  return `${request.method} ${pathname.replace(/\/[A-Z]{2,3}-[\d-]+|\/sub_\w+|\/CAMP\d+|\/\d{6,}/g, "/…")}`;
}

/**
 * Makes every request a step.
 *
 * @param transport - What carries requests.
 * @param hooks - Counter and what happens before a request.
 * @returns A transport that does the same.
 */
export function countTransport(transport: Transport, hooks: TransportHooks): Transport {
  const { counter, count, beforeRequest } = hooks;
  return {
    ...transport,
    fetch: async (request) => {
      count.sent += 1;
      if (request.method === "POST") count.posts += 1;
      await beforeRequest(count.sent, request.method);
      return counter.step(nameOf(request), async () => {
        try {
          const response = await transport.fetch(request);
          if (!response.ok) count.failed += 1;
          return response;
        } catch (error) {
          count.failed += 1;
          throw error;
        }
      });
    },
  };
}
