// Stands in for create-transport.ts where undici does not run: Bun, workers, browsers. Deno runs undici
// and has to: its own fetch sends a request again, unasked, when a kept-alive connection breaks.
import { findObjection } from "../call/before-write.ts";
import { encodeBody } from "./encode-body.ts";
import { LightRequest } from "./light-request.ts";
import { LightResponse } from "./light-response.ts";
import { MAXIMUM_BYTES, OversizedBodyError } from "./oversized-body-error.ts";
import type { Transport, TransportOptions } from "./transport.ts";
import { TransportError } from "./transport-error.ts";

const DEFAULT_TIMEOUT = 300_000;

/** The answer's headers that describe the body on its way, which the platform has unpacked. */
const OF_THE_WAY: readonly string[] = ["content-encoding", "content-length"];

/** Methods that Bun sends again by itself when a kept-alive connection breaks: they get a connection each. */
const REPEATED_BY_BUN: readonly string[] = ["PUT", "DELETE"];

/** Aborts after a silence: `heard` starts the time anew. */
function watchSilence(milliseconds: number) {
  const controller = new AbortController();
  const end = () => controller.abort(new Error(`silent for ${milliseconds} ms`));
  let timer = setTimeout(end, milliseconds);
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(end, milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

async function readBody(
  response: Response,
  { heard, maximumBytes }: { readonly heard: () => void; readonly maximumBytes: number },
): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  let bytes = 0;
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      heard();
      bytes += chunk.length;
      if (bytes > maximumBytes) throw new OversizedBodyError(response.status, maximumBytes);
      controller.enqueue(chunk);
    },
  });
  return new Uint8Array(await new Response(response.body.pipeThrough(counting)).arrayBuffer());
}

/** What the platform is asked for: the body with the media type that its encoding decides. */
async function toInit(request: LightRequest): Promise<RequestInit> {
  const { content, headers, method } = request;
  const own = REPEATED_BY_BUN.includes(method) ? { keepalive: false } : {};
  const init = { method, headers, redirect: "manual", ...own } as const;
  if (content === null || typeof content === "string") return { ...init, body: content };
  const encoded = await encodeBody(content);
  if (encoded.type !== undefined && !headers.has("content-type")) {
    headers.set("content-type", encoded.type);
  }
  return { ...init, body: encoded.content as Uint8Array<ArrayBuffer> };
}

async function exchange(
  request: LightRequest,
  init: RequestInit,
  { timeout, maximumBytes }: Required<Pick<TransportOptions, "timeout" | "maximumBytes">>,
) {
  const { url } = request;
  const silence = watchSilence(timeout);
  const signals = request.signal === null ? [] : [request.signal];
  try {
    const signal = AbortSignal.any([...signals, silence.signal]);
    const response = await fetch(url, { ...init, signal });
    silence.heard();
    const isPacked = response.headers.has("content-encoding");
    const answer = [...response.headers].filter(
      ([name]) => !isPacked || !OF_THE_WAY.includes(name),
    );
    const { status, statusText } = response;
    return new LightResponse({
      url,
      status,
      statusText,
      headers: Object.fromEntries(answer),
      body: await readBody(response, { heard: silence.heard, maximumBytes }),
    });
  } finally {
    silence.stop();
  }
}

/**
 * Makes a transport on the platform's `fetch`. It retries nothing. A call that fails counts as sent from
 * the moment on at which the platform got it.
 *
 * @param options - The longest silence and answer; the platform decides about connections.
 * @returns The transport; there is nothing that its `close` has to end.
 */
export function createTransport(options: TransportOptions = {}): Transport {
  const { timeout = DEFAULT_TIMEOUT, maximumBytes = MAXIMUM_BYTES } = options;
  async function send(request: LightRequest): Promise<LightResponse> {
    if (request.signal?.aborted) throw new TransportError(request.signal.reason, false);
    const init = await toInit(request);
    const objection = findObjection(request.signal);
    if (objection !== undefined) throw new TransportError(objection, false);
    try {
      return await exchange(request, init, { timeout, maximumBytes });
    } catch (error) {
      throw new TransportError(request.signal?.aborted ? request.signal.reason : error, true);
    }
  }
  return {
    // The light classes have the members that generated clients use, not all of the standard ones.
    fetch: send as unknown as Transport["fetch"],
    Request: LightRequest as unknown as typeof Request,
    close: async () => {},
  };
}
