import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  /** The client's port, which tells connections apart. */
  readonly port: number | undefined;
}

/** Answers the request; `count` is 1 for the first. */
export type Answer = (response: ServerResponse, request: SeenRequest, count: number) => void;

/** A real HTTP server on loopback; `await using` closes it with all its connections. */
export interface LocalServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

export async function startServer(answer: Answer): Promise<LocalServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = await incoming.toArray();
    const { method = "", url = "", headers } = incoming;
    const { remotePort: port } = incoming.socket;
    const request = { method, path: url, headers, body: Buffer.concat(chunks), port };
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

/** A URL on loopback at which nothing listens any more. */
export async function closedUrl(): Promise<string> {
  await using server = await startServer(() => undefined);
  return server.url;
}

export interface JsonAnswer {
  /** 200 by default. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

export function answerJson(
  response: ServerResponse,
  body: unknown,
  { status = 200, headers = {} }: JsonAnswer = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
