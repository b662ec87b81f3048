import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import type { ContractDocument } from "./contract-document.ts";

/** A Prism mock of one document, on a free port of the loopback interface. */
export interface PrismMock {
  /** Origin of the mock, without a slash at the end. */
  readonly url: string;
  /** Sends a client's request to the mock, without the part of its path that names the server. */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Starts `prism mock --errors` inside this process: requests that break the document get an error, and so do
 * examples of the document that break its own schemas.
 *
 * @param document - The document to mock.
 * @returns The running mock.
 */
export async function startMock(document: ContractDocument): Promise<PrismMock> {
  const server = createServer(await getHttpOperationsFromSpec(document.file), {
    cors: false,
    components: { logger: createLogger("prism", { level: "silent" }) },
    config: {
      checkSecurity: true,
      errors: true,
      isProxy: false,
      mock: { dynamic: false },
      upstreamProxy: undefined,
      validateRequest: true,
      validateResponse: true,
    },
  });
  const url = await server.listen(0, "127.0.0.1");
  return {
    url,
    fetch(request) {
      const { pathname, search } = new URL(request.url);
      const target = url + pathname.replace(document.serverPath, "") + search;
      // Prism never answers some broken requests.
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(10_000)]);
      return fetch(new Request(target, request), { signal });
    },
    close: () => server.close(),
  };
}
