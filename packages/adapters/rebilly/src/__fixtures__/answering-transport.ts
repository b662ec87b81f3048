import type { Transport } from "@usage-billing/http";

/** A transport without a network: every request is kept and answered by a function. */
export interface AnsweringTransport extends Transport {
  readonly requests: readonly Request[];
}

/**
 * Makes a transport for answers that a twin never gives.
 *
 * @param answer - Makes the answer.
 * @returns The transport.
 */
export function createAnsweringTransport(
  answer: (request: Request) => Response,
): AnsweringTransport {
  const requests: Request[] = [];
  return {
    requests,
    Request,
    fetch: async (request) => {
      requests.push(request);
      return answer(request);
    },
    close: async () => undefined,
  };
}
