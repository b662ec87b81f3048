import { createFakeClock, type FakeClock } from "@usage-billing/http/testing";
import { type Catalogue, startTwin, type Twin, type TwinName } from "@usage-billing/twins";
import { onTestFinished } from "vitest";
import { contractDocuments } from "../src/contract-document.ts";
import { type ContractFetch, contractFetch } from "../src/contract-fetch.ts";

/** A twin, and a fetch that holds the traffic with it to the API's document. */
export interface JudgedTwin {
  readonly twin: Twin;
  readonly contract: ContractFetch;
  /** Requests that were not answered with success: method, path and status. */
  readonly refused: readonly string[];
  /** The twin's clock; waiting moves it on at once. */
  readonly clock: FakeClock;
}

/**
 * Starts a twin for one test. It is closed when the test is over.
 *
 * @param api - Which twin.
 * @param catalogue - What it knows, if not the sample.
 * @returns The twin and its judge.
 */
export async function openTwin(api: TwinName, catalogue?: Catalogue): Promise<JudgedTwin> {
  const clock = createFakeClock(Date.UTC(2026, 10, 2));
  const twin = await startTwin(api, { clock, ...(catalogue && { catalogue }) });
  onTestFinished(() => twin.close());
  const refused: string[] = [];
  const contract = await contractFetch(contractDocuments[api], {
    observe({ method, url, answer }) {
      if (answer === undefined || answer.status < 300) return;
      refused.push(`${method} ${url.split("?")[0]} ${answer.status}`);
    },
  });
  return { twin, clock, contract, refused };
}

/** The violations of a twin's answers; requests may be wrong on purpose. */
export function answersThatBreak({ violations }: ContractFetch): unknown[] {
  return violations.filter(({ side }) => side === "response");
}
