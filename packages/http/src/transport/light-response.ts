import { LightHeaders } from "./light-headers.ts";
import { UnreadableBodyError } from "./unreadable-body-error.ts";

/** What an answer is made from. */
export interface LightResponseInit {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Uint8Array;
}

const decoder = new TextDecoder();

/** The part of the standard `Response` that generated clients use; the whole body is there. */
export class LightResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly ok: boolean;
  readonly redirected: boolean = false;
  readonly type: string = "basic";
  readonly headers: LightHeaders;
  readonly #body: Uint8Array;

  constructor({ url, status, statusText, headers, body }: LightResponseInit) {
    this.url = url;
    this.status = status;
    this.statusText = statusText;
    this.ok = status >= 200 && status <= 299;
    // A length that is always known lets openapi-fetch read JSON by `json()`, which can name the status.
    headers["content-length"] ??= String(body.length);
    this.headers = new LightHeaders(headers);
    this.#body = body;
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#body.length === 0 ? null : new Blob([new Uint8Array(this.#body)]).stream();
  }

  clone(): LightResponse {
    return this;
  }

  async text(): Promise<string> {
    return decoder.decode(this.#body);
  }

  async json(): Promise<unknown> {
    const text = await this.text();
    if (text === "") return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw new UnreadableBodyError(this.status);
    }
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(this.#body);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.#body).buffer;
  }

  async blob(): Promise<Blob> {
    const type = this.headers.get("content-type") ?? "";
    return new Blob([new Uint8Array(this.#body)], { type });
  }
}
