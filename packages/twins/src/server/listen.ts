import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RESET, type Reply } from "./answer-request.ts";
import type { TwinRequest } from "./exchange.ts";
import { readRequest } from "./read-request.ts";

/** A server that listens. */
export interface Listener {
  /** `http://host:port` without a slash. */
  readonly origin: string;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** Answers a whole request; asked once per request. */
export type Answer = (request: TwinRequest) => Promise<Reply>;

function write(response: ServerResponse, reply: Exclude<Reply, typeof RESET>): void {
  const body = reply.body ?? "";
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) }),
  });
  response.end(body);
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  const request = await readRequest(message);
  if (request === undefined) {
    write(response, { status: 413 });
    return;
  }
  const reply = await answer(request);
  if (reply === RESET) message.socket.resetAndDestroy();
  else write(response, reply);
}

const wrapHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);

/**
 * Starts an HTTP server.
 *
 * @param options - Host and port.
 * @param answer - Answers each request.
 * @returns The running server.
 * @throws The system's error when the port cannot be had.
 */
export async function listen(options: ListenOptions, answer: Answer): Promise<Listener> {
  const server = createServer((message, response) => {
    // A client that hangs up while its request is read leaves nothing to answer.
    serve(message, response, answer).catch(() => message.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${wrapHost(options.host)}:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
