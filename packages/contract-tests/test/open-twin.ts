import { type Catalogue, startTwin, type Twin, type TwinName } from "@usage-billing/twins";
import { onTestFinished } from "vitest";
import { contractDocuments } from "../src/contract-document.ts";
import { type ContractFetch, contractFetch } from "../src/contract-fetch.ts";

/** A twin, and a fetch that holds the traffic with it to the API's document. */
export interface JudgedTwin {
  readonly twin: Twin;
  readonly contract: ContractFetch;
}

/**
 * Starts a twin for one test.
 *
 * @param api - Which twin.
 * @param catalogue - What it knows, if not the sample.
 * @returns The twin and its judge; the twin is closed when the test is over.
 */
export async function openTwin(api: TwinName, catalogue?: Catalogue): Promise<JudgedTwin> {
  const twin = await startTwin(api, catalogue && { catalogue });
  onTestFinished(() => twin.close());
  return { twin, contract: await contractFetch(contractDocuments[api]) };
}

/** The violations of a twin's answers; requests may be wrong on purpose. */
export function answersThatBreak({ violations }: ContractFetch): unknown[] {
  return violations.filter(({ side }) => side === "response");
}
