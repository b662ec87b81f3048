import { randomBytes } from "node:crypto";
import type { Ledger } from "@usage-billing/ledger";
import type { UiDesk } from "../options.ts";
import { BadRequest } from "../server/bad-request.ts";
import type { ChangeRequest, PlanView, ResultView } from "../views.ts";
import { prepareCorrect } from "./prepare-correct.ts";
import { prepareDecide } from "./prepare-decide.ts";
import { prepareDismiss } from "./prepare-dismiss.ts";
import { prepareRetry } from "./prepare-retry.ts";
import type { Prepared } from "./prepared.ts";

const KEPT = 200;

/** A plan that was shown, and what became of it. */
interface Shown {
  readonly request: ChangeRequest;
  /** What was shown, to be compared with what would happen when it is confirmed. */
  readonly promise: string;
  result?: Promise<ResultView>;
}

function promiseOf({ title, steps, warning }: Prepared): string {
  return JSON.stringify([title, steps, warning]);
}

/** Plans changes and makes them, each at most once and one at a time. */
export class Changes {
  readonly #desk: UiDesk;
  readonly #shown = new Map<string, Shown>();
  #running: Promise<unknown> | undefined;

  /**
   * Makes what plans and makes changes.
   *
   * @param desk - The ledger, and what its changes go through.
   */
  constructor(desk: UiDesk) {
    this.#desk = desk;
  }

  /**
   * Plans a change; nothing is done.
   *
   * @param request - What is asked.
   * @returns What would happen, to be confirmed.
   * @throws BadRequest When it cannot be done.
   */
  async plan(request: ChangeRequest): Promise<PlanView> {
    const prepared = await this.#desk.use((ledger) => this.#prepare(ledger, request));
    const planId = randomBytes(12).toString("base64url");
    this.#shown.set(planId, { request, promise: promiseOf(prepared) });
    for (const [oldest] of this.#shown) {
      if (this.#shown.size <= KEPT) break;
      this.#shown.delete(oldest);
    }
    const { title, steps, warning } = prepared;
    return {
      ...{ planId, title, steps },
      ...(warning === undefined ? {} : { warning }),
      ...(request.kind === "retry" ? {} : { by: this.#desk.by }),
    };
  }

  /**
   * Makes a change that was shown. Called again for the same plan, it gives the same result and does nothing.
   *
   * @param planId - The plan's id.
   * @returns What became of it.
   * @throws BadRequest When the plan is unknown, something else is being changed, or other things would happen
   * now than were shown.
   */
  async perform(planId: string): Promise<ResultView> {
    const shown = this.#shown.get(planId);
    if (shown === undefined) {
      throw new BadRequest(
        404,
        "This plan is not known any more. Nothing was done; plan it again.",
      );
    }
    if (shown.result !== undefined) return shown.result;
    if (this.#running !== undefined) {
      throw new BadRequest(
        409,
        "Another change is being made. Nothing was done; confirm again when it has ended.",
        true,
      );
    }
    const result = this.#perform(shown);
    shown.result = result;
    this.#running = result;
    try {
      return await result;
    } catch (error) {
      // What failed may be confirmed again: it is planned anew then.
      delete shown.result;
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  /** Waits for a change that is being made. */
  async finished(): Promise<void> {
    await this.#running?.catch(() => undefined);
  }

  /** Whether a change is being made. */
  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  #perform({ request, promise }: Shown): Promise<ResultView> {
    return this.#desk.use(async (ledger) => {
      const prepared = await this.#prepare(ledger, request);
      if (promiseOf(prepared) === promise) return prepared.perform();
      throw new BadRequest(
        409,
        "The ledger has changed since this was planned. Nothing was done; plan it again.",
      );
    });
  }

  #prepare(ledger: Ledger, request: ChangeRequest): Promise<Prepared> {
    const preparation = { ledger, desk: this.#desk };
    switch (request.kind) {
      case "retry":
        return prepareRetry(preparation, request);
      case "decide":
        return prepareDecide(preparation, request);
      case "dismiss":
        return prepareDismiss(preparation, request);
      case "correct":
        return prepareCorrect(preparation, request);
    }
  }
}
