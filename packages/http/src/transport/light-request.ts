/** What a request is made from: the parts of the standard `RequestInit` that a transport sends. */
export interface LightRequestInit {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: BodyInit | null;
  readonly signal?: AbortSignal | null;
}

/** The part of the standard `Request` that generated clients and their middleware use. */
export class LightRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal | null;
  /** The body as it was given; encoded only when it is sent. */
  readonly content: BodyInit | null;

  constructor(input: string | URL | LightRequest, init: LightRequestInit = {}) {
    const base = input instanceof LightRequest ? input : undefined;
    const headers = init.headers ?? base?.headers;
    this.url = base?.url ?? String(input);
    this.method = (init.method ?? base?.method ?? "GET").toUpperCase();
    // Headers of another request are copied; fresh ones are kept, because copying costs a fifth of a call.
    this.headers =
      headers instanceof Headers && headers !== base?.headers ? headers : new Headers(headers);
    this.signal = (init.signal === undefined ? base?.signal : init.signal) ?? null;
    this.content = (init.body === undefined ? base?.content : init.body) ?? null;
  }

  clone(): LightRequest {
    return new LightRequest(this);
  }

  async text(): Promise<string> {
    return await new Response(this.content).text();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return await new Response(this.content).arrayBuffer();
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.arrayBuffer());
  }
}
