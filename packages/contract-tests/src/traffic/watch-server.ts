import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Exchange } from "../exchange.ts";

const REQUEST_STARTS = "http.server.request.start";

interface RequestStart {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function toHeaders(headers: OutgoingHttpHeaders): Record<string, string> {
  const known = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    known.map(([name, value]) => [name.toLowerCase(), [value].flat().join(", ")]),
  );
}

/** Copies what comes in; nobody else's reading is disturbed. */
function copyRequest(request: IncomingMessage): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) chunks.push(Uint8Array.from(chunk));
    return push(chunk, encoding);
  };
  return chunks;
}

interface Sent {
  readonly chunks: Uint8Array[];
  headers: Record<string, string>;
}

/** Copies what goes out. */
function copyResponse(response: ServerResponse): Sent {
  const sent: Sent = { chunks: [], headers: {} };
  const { end, write, writeHead } = response;
  const keep = (chunk: unknown) => {
    if (typeof chunk === "string") sent.chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) sent.chunks.push(Uint8Array.from(chunk));
  };
  response.writeHead = ((...values: Parameters<typeof writeHead>) => {
    const given = values.at(-1);
    if (typeof given === "object") sent.headers = toHeaders(given as OutgoingHttpHeaders);
    return writeHead.apply(response, values);
  }) as typeof writeHead;
  response.write = ((...values: Parameters<typeof write>) => {
    keep(values[0]);
    return write.apply(response, values);
  }) as typeof write;
  response.end = ((...values: Parameters<typeof end>) => {
    keep(values[0]);
    return end.apply(response, values);
  }) as typeof end;
  return sent;
}

/**
 * Copies every exchange of HTTP servers in this process, as it is on the wire. The servers and their clients
 * are not aware of it: broken connections, waits and bytes stay as they are.
 *
 * @param isWatched - Whether the server at a port is one of those to copy.
 * @param record - Takes each exchange when it is over, with the server's port.
 * @returns Ends the watching.
 */
export function watchServers(
  isWatched: (port: number) => boolean,
  record: (port: number, exchange: Exchange) => void,
): () => void {
  const onStart = (message: unknown) => {
    const { request, response } = message as RequestStart;
    const port = request.socket.localPort ?? 0;
    if (!isWatched(port)) return;
    const received = copyRequest(request);
    const sent = copyResponse(response);
    response.once("close", () => {
      if (!request.complete) return;
      const { statusCode: status } = response;
      const body = Buffer.concat(sent.chunks);
      record(port, {
        method: request.method ?? "GET",
        url: request.url ?? "/",
        requestHeaders: toHeaders(request.headers),
        requestBody: Buffer.concat(received),
        ...(response.writableFinished && { answer: { status, headers: sent.headers, body } }),
      });
    });
  };
  subscribe(REQUEST_STARTS, onStart);
  return () => unsubscribe(REQUEST_STARTS, onStart);
}
