import type { Dispatcher } from "undici";
import { findObjection } from "../call/before-write.ts";
import { LightResponse } from "./light-response.ts";
import { OversizedBodyError } from "./oversized-body-error.ts";
import { TransportError } from "./transport-error.ts";

/** Controller, status, headers, status text: undici decides how many there are. */
type ResponseStart = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>;

const NO_BODY = new Uint8Array();

/** What is exchanged, and its bounds. */
export interface ExchangeTerms {
  readonly url: string;
  readonly signal: AbortSignal | null;
  /** The most bytes that the answer may have. */
  readonly maximumBytes: number;
}

/** Where the end of an exchange is told. */
export interface ExchangeOutcome {
  readonly resolve: (response: LightResponse) => void;
  readonly reject: (error: TransportError) => void;
}

/**
 * Follows one request through undici and gathers the answer.
 *
 * undici calls `onRequestStart` right before it writes the first byte: an error before that call
 * proves that nothing was sent.
 */
export class Exchange implements Dispatcher.DispatchHandler, EventListenerObject {
  readonly #terms: ExchangeTerms;
  readonly #outcome: ExchangeOutcome;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #aborted = false;
  #status = 0;
  #statusText = "";
  #headers: Record<string, string | string[] | undefined> = {};

  constructor(terms: ExchangeTerms, outcome: ExchangeOutcome) {
    this.#terms = terms;
    this.#outcome = outcome;
    terms.signal?.addEventListener("abort", this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#aborted) {
      controller.abort(new Error("ended before it was sent"));
      return;
    }
    const objection = findObjection(this.#terms.signal);
    if (objection !== undefined) {
      this.#release();
      this.#outcome.reject(new TransportError(objection, false, true));
      controller.abort(new Error("not allowed to be sent"));
      return;
    }
    this.#controller = controller;
  }

  onResponseStart(...[, status, headers, statusText = ""]: ResponseStart): void {
    this.#status = status;
    this.#headers = headers;
    this.#statusText = statusText;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { maximumBytes } = this.#terms;
    this.#bytes += chunk.length;
    if (this.#bytes <= maximumBytes) {
      this.#chunks.push(chunk);
      return;
    }
    this.#chunks.length = 0;
    const error = new OversizedBodyError(this.#status, maximumBytes);
    this.fail(error);
    controller.abort(error);
  }

  onResponseEnd(): void {
    this.#release();
    const [first = NO_BODY] = this.#chunks;
    this.#outcome.resolve(
      new LightResponse({
        url: this.#terms.url,
        status: this.#status,
        statusText: this.#statusText,
        headers: this.#headers,
        body: this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first,
      }),
    );
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  fail(cause: unknown): void {
    this.#release();
    this.#outcome.reject(new TransportError(cause, this.#controller !== undefined));
  }

  /** Hears the signal's `abort` event. */
  handleEvent(): void {
    this.#aborted = true;
    this.fail(this.#terms.signal?.reason);
    this.#controller?.abort(new Error("ended by its signal"));
  }

  #release(): void {
    this.#terms.signal?.removeEventListener("abort", this);
  }
}
