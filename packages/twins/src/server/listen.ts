import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TwinRequest, TwinResponse } from "./exchange.ts";
import { readRequest } from "./read-request.ts";
import { RESET, type Reply, SILENCE, type SlowAnswer } from "./reply.ts";

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

function writeHead(response: ServerResponse, { status, headers, body = "" }: TwinResponse): void {
  response.writeHead(status, {
    ...headers,
    ...(status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) }),
  });
}

function write(response: ServerResponse, reply: TwinResponse): void {
  writeHead(response, reply);
  response.end(reply.body ?? "");
}

async function writeSlowly(response: ServerResponse, slow: SlowAnswer): Promise<void> {
  const body = Buffer.from(slow.response.body ?? "");
  const step = Math.max(1, Math.ceil(body.byteLength / slow.pieces));
  writeHead(response, slow.response);
  response.flushHeaders();
  for (let from = 0; from < body.byteLength; from += step) {
    if (!(await slow.pause())) return;
    response.write(body.subarray(from, from + step));
  }
  response.end();
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
  if (reply === SILENCE) return;
  if (reply === RESET) message.socket.resetAndDestroy();
  else if ("pause" in reply) await writeSlowly(response, reply);
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
