import { Agent, type Dispatcher } from "undici";
import { type EncodedBody, encodeBody } from "./encode-body.ts";
import { Exchange } from "./exchange.ts";
import { LightRequest } from "./light-request.ts";
import type { LightResponse } from "./light-response.ts";
import { MAXIMUM_BYTES } from "./oversized-body-error.ts";
import type { Transport, TransportOptions } from "./transport.ts";
import { TransportError } from "./transport-error.ts";

const DEFAULT_TIMEOUT = 300_000;
const DEFAULT_CONNECT_TIMEOUT = 10_000;
const DEFAULT_CONNECTIONS = 64;

/** What the platform's `fetch` would add. Compressed answers are not asked for: nothing here unpacks them. */
const DEFAULT_HEADERS: Readonly<Record<string, string>> = {
  accept: "*/*",
  "accept-encoding": "identity",
  "user-agent": "usage-billing",
};

function toHeaders(request: LightRequest, type: string | undefined): string[] {
  const headers: string[] = [];
  for (const [name, value] of request.headers) headers.push(name, value);
  for (const name in DEFAULT_HEADERS) {
    if (!request.headers.has(name)) headers.push(name, DEFAULT_HEADERS[name] ?? "");
  }
  if (type !== undefined && !request.headers.has("content-type")) {
    headers.push("content-type", type);
  }
  return headers;
}

interface ExchangeTools {
  readonly agent: Agent;
  readonly maximumBytes: number;
}

function exchange(
  { agent, maximumBytes }: ExchangeTools,
  request: LightRequest,
  body: EncodedBody,
): Promise<LightResponse> {
  return new Promise((resolve, reject) => {
    const { url, signal } = request;
    const { origin, pathname, search } = new URL(url);
    const handler = new Exchange({ url, signal, maximumBytes }, { resolve, reject });
    const options: Dispatcher.DispatchOptions = {
      origin,
      path: pathname + search,
      method: request.method as Dispatcher.HttpMethod,
      headers: toHeaders(request, body.type),
      body: body.content,
    };
    try {
      agent.dispatch(options, handler);
    } catch (error) {
      handler.fail(error);
    }
  });
}

/**
 * Makes the transport that the adapters use. It keeps connections alive and retries nothing. On Node.js
 * it is undici without the platform's heavy `Request`, `Response` and streams; elsewhere it is the
 * platform's `fetch`, which cannot prove of a failed call that nothing was sent.
 *
 * @param options - Limits of time, connections and answers.
 * @returns The transport; close it when no more calls will be made.
 *
 * @example
 * ```ts
 * const { fetch, Request } = createTransport();
 * const client = createRebillyClient({ organizationId, apiKey, fetch, Request });
 * ```
 */
export function createTransport(options: TransportOptions = {}): Transport {
  const { timeout = DEFAULT_TIMEOUT, maximumBytes = MAXIMUM_BYTES } = options;
  const agent = new Agent({
    connections: options.connections ?? DEFAULT_CONNECTIONS,
    connect: { timeout: options.connectTimeout ?? DEFAULT_CONNECT_TIMEOUT },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    // HTTP/2 brought no speed, and HTTP/1.1 tells exactly whether a request was written.
    allowH2: false,
  });
  const tools = { agent, maximumBytes };
  async function send(request: LightRequest): Promise<LightResponse> {
    if (request.signal?.aborted) throw new TransportError(request.signal.reason, false);
    const { content } = request;
    if (content === null || typeof content === "string") {
      return exchange(tools, request, { content });
    }
    return exchange(tools, request, await encodeBody(content));
  }
  return {
    // The light classes have the members that generated clients use, not all of the standard ones.
    fetch: send as unknown as Transport["fetch"],
    Request: LightRequest as unknown as typeof Request,
    close: () => agent.close(),
  };
}
