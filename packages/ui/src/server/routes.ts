import type { IncomingMessage } from "node:http";
import { ICON, SCRIPT } from "../generated/assets.ts";
import type { UiDesk } from "../options.ts";
import { renderShell } from "../page-shell.ts";
import { collectOverview } from "../read/collect-overview.ts";
import { findRecords } from "../read/find-records.ts";
import { listRecords, readListQuery } from "../read/list-records.ts";
import { RecordCounter } from "../read/record-counter.ts";
import { showRecord } from "../read/show-record.ts";
import { statePeriod } from "../read/state-month.ts";
import { Changes } from "../write/changes.ts";
import { readRequest } from "../write/read-request.ts";
import { type Answer, toFailure, toJson } from "./answer.ts";
import { BadRequest } from "./bad-request.ts";
import { readBody } from "./read-body.ts";

/** How long the first page waits for the counts of a small ledger, in milliseconds. */
const FIRST_COUNT = 30;
/** How long nobody must have asked for anything before counting goes on, in milliseconds: a page comes in several parts. */
const QUIET = 500;
/** How long the beginning of an id is looked for, in milliseconds. */
const SEARCH = 1_500;

/** The page's script has a policy of its own in it; ours would forbid what it has in itself. */
const STATEMENT_HEADERS = { "content-security-policy": "frame-ancestors 'none'" };

/** What is asked for. */
export interface Asked {
  /** The path below the random one. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Ends the reading: nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Answers what was let in. */
export class Routes {
  readonly #desk: UiDesk;
  readonly #counter: RecordCounter;
  readonly #ended = new AbortController();
  /** How many requests are being answered. */
  #waiting = 0;
  #touchedAt = Number.NEGATIVE_INFINITY;
  readonly changes: Changes;

  constructor(desk: UiDesk) {
    this.#desk = desk;
    this.#counter = new RecordCounter(desk, {
      mustWait: () => this.#waiting > 0 || performance.now() - this.#touchedAt < QUIET,
      signal: this.#ended.signal,
    });
    this.changes = new Changes(desk);
    this.#counter.refresh();
  }

  /**
   * Answers a request.
   *
   * @param request - The request, for its body.
   * @param asked - What is asked for, below the random path, and what ends reading it.
   * @returns The answer.
   */
  async answer(request: IncomingMessage, asked: Asked): Promise<Answer> {
    const signal = AbortSignal.any([asked.signal, this.#ended.signal]);
    this.#waiting += 1;
    try {
      const isWrite = request.method === "POST";
      if (isWrite) return await this.#write(request, asked.path);
      return await this.#read({ ...asked, signal });
    } catch (error) {
      if (signal.aborted) return toFailure(503, "Nobody waits for this any more.");
      return this.#explain(error);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Makes the first page once for nobody, so that the first who comes does not wait for what is read only once. */
  async prepare(): Promise<void> {
    await this.#shell(this.#ended.signal);
  }

  /** Notes that somebody is here: counting gives way. */
  touch(): void {
    this.#touchedAt = performance.now();
  }

  /** Ends whatever is read; a change that is being made goes on. */
  end(): void {
    this.#ended.abort();
  }

  async #read({ path, query, signal }: Asked): Promise<Answer> {
    const desk = this.#desk;
    switch (path) {
      case "":
        return this.#shell(signal);
      case "page.js":
        return { type: "javascript", body: SCRIPT };
      case "icon.svg":
        return { type: "svg", body: ICON };
      case "api/overview":
        return toJson(await this.#overview());
      case "api/records": {
        const list = { ...readListQuery(query, desk.channels), signal };
        return toJson(await desk.use((ledger) => listRecords(ledger, list)));
      }
      case "api/record": {
        const id = query.get("id") ?? "";
        return toJson(await desk.use((ledger) => showRecord(ledger, id, desk)));
      }
      case "api/search": {
        const text = (query.get("id") ?? "").trim();
        return toJson(
          await desk.use((ledger) => findRecords(ledger, text, { milliseconds: SEARCH, signal })),
        );
      }
      case "statement": {
        const asked = { text: query.get("period") ?? "", signal };
        const body = await desk.use((ledger) => statePeriod(ledger, asked, desk));
        return { type: "html", body, headers: STATEMENT_HEADERS };
      }
      default:
        return toFailure(404, "There is nothing here.");
    }
  }

  async #write(request: IncomingMessage, path: string): Promise<Answer> {
    const body = await readBody(request);
    if (path === "api/plan") return toJson(await this.changes.plan(readRequest(body)));
    if (path !== "api/perform") return toFailure(404, "There is nothing here.");
    const planId: unknown = Reflect.get(Object(body), "planId");
    if (typeof planId !== "string") return toFailure(400, '"planId" is missing.');
    const result = await this.changes.perform(planId);
    this.#counter.expire();
    return toJson(result);
  }

  async #overview() {
    this.#counter.refresh();
    const desk = this.#desk;
    return desk.use((ledger) => collectOverview(ledger, desk, this.#counter.view()));
  }

  async #shell(signal: AbortSignal): Promise<Answer> {
    try {
      const desk = this.#desk;
      this.#counter.refresh();
      // Meanwhile this request is no reason for the count to wait.
      this.#waiting -= 1;
      await this.#counter.wait(FIRST_COUNT);
      this.#waiting += 1;
      const list = { ...readListQuery(new URLSearchParams(), desk.channels), signal };
      const state = await desk.use(async (ledger) => ({
        overview: await collectOverview(ledger, desk, this.#counter.view()),
        failed: await listRecords(ledger, list),
      }));
      return { type: "html", body: renderShell(state) };
    } catch (error) {
      const { body } = this.#explain(error);
      return { type: "html", body: renderShell({ failure: JSON.parse(body) }) };
    }
  }

  #explain(error: unknown): Answer {
    if (error instanceof BadRequest) return toFailure(error.status, error.message, error.isPassing);
    const failure = this.#desk.describeFailure(error);
    if (failure !== undefined) {
      return toFailure(failure.isPassing ? 503 : 409, failure.message, failure.isPassing);
    }
    this.#desk.onError?.(error);
    return toFailure(500, "Something went wrong inside; the terminal has more.");
  }
}
