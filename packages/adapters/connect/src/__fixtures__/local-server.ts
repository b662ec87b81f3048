import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Answers a request; `count` is 1 for the first. */
export type Answer = (response: ServerResponse, request: SeenRequest, count: number) => void;

/** A real HTTP server on loopback; `await using` closes it with all its connections. */
export interface LocalServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

/**
 * Starts a server that keeps what it sees.
 *
 * @param answer - Answers each request.
 * @returns The server.
 */
export async function startServer(answer: Answer): Promise<LocalServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(await incoming.toArray()) };
    answer(response, request, seen.push(request));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/**
 * Answers with JSON.
 *
 * @param response - The response.
 * @param body - The value, or JSON text as it is to be sent.
 * @param options - Status and headers.
 */
export function answerJson(
  response: ServerResponse,
  body: unknown,
  options: { readonly status?: number; readonly headers?: Record<string, string> } = {},
): void {
  response.writeHead(options.status ?? 200, {
    "content-type": "application/json",
    ...options.headers,
  });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
