import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on the loopback interface. */
export interface LocalServer {
  /** Its origin, without a slash at the end. */
  readonly url: string;
  /** Ends it and every connection to it. */
  close(): void;
}

const BODILESS: readonly number[] = [204, 304];

async function toRequest(incoming: IncomingMessage, url: string): Promise<Request> {
  const { headers, method = "GET" } = incoming;
  const sent = Buffer.concat(await incoming.toArray());
  const given = Object.entries(headers).filter(([name]) => name !== "host");
  return new Request(url + (incoming.url ?? ""), {
    method,
    headers: given.map(([name, value]) => [name, String(value)] as [string, string]),
    body: sent.length === 0 ? null : sent,
  });
}

async function write(answer: Response, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = Object.fromEntries(answer.headers);
  delete headers["transfer-encoding"];
  delete headers["content-encoding"];
  const length = BODILESS.includes(answer.status) ? {} : { "content-length": body.length };
  response.writeHead(answer.status, { ...headers, ...length });
  response.end(body);
}

/**
 * Starts a server on a free port that answers as a function says.
 *
 * @param handle - Answers a request; what it throws breaks the connection.
 * @returns The running server.
 */
export async function serveFetch(
  handle: (request: Request) => Response | Promise<Response>,
): Promise<LocalServer> {
  const server = createServer((incoming, response) => {
    toRequest(incoming, url)
      .then(async (request) => write(await handle(request), response))
      .catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, close };
}
