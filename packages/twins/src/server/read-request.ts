import type { IncomingMessage } from "node:http";
import type { TwinRequest } from "./exchange.ts";

/** The greatest body that a twin takes. */
const MAXIMUM_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Reads a request whole.
 *
 * @param message - The request as it comes in.
 * @returns The request; nothing when its body is greater than 64 MiB.
 */
export async function readRequest(message: IncomingMessage): Promise<TwinRequest | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // A greater body is read to its end and dropped: a client sends before it listens.
    if (size <= MAXIMUM_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAXIMUM_BODY_BYTES) return undefined;
  const url = message.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: message.method ?? "GET",
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? "" : url.slice(mark + 1),
    headers: message.headers,
    parameters: {},
    body: new Uint8Array(Buffer.concat(chunks)),
  };
}
