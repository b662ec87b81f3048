import { type Api, clientCalls } from "@usage-billing/contract-tests/client-calls";
import type { Case } from "./suite.ts";

/** A client's mock: where it is, and what is asked of it. */
export interface ContractTarget {
  readonly url: string;
  /** Each operation with each of its declared statuses. */
  readonly expectations: readonly (readonly [id: string, status: string])[];
}

/** Servers outside of the runtime that the suites need. */
export interface Servers {
  readonly contract: ContractTargets;
  /** Where connections break. */
  readonly breaking: string;
}

/** The mocks by API. */
export type ContractTargets = Readonly<Record<Api, ContractTarget>>;

function check(id: string, status: string, answer: { data?: unknown; response: Response }): void {
  const { data, response } = answer;
  if (response.status !== Number(status)) throw new Error(`${id} got ${response.status}`);
  if (data !== undefined && !response.ok) throw new Error(`${id} took an error for data`);
}

/**
 * Lists the calls of every operation of every client, with every status that its document declares. The
 * clients bring their requests to the mocks with the `fetch` that they find.
 *
 * @param targets - The mocks.
 * @returns The tests by client.
 */
export function listContractSuites(
  targets: ContractTargets,
): Readonly<Record<string, readonly Case[]>> {
  const suites = Object.entries(targets).map(([api, { url, expectations }]) => {
    const calls = clientCalls[api as Api]({ origin: url });
    const cases = expectations.map(([id, status]) => ({
      name: `${id} ${status}`,
      async run() {
        const call = calls[id];
        if (call === undefined) throw new Error(`there is no call of ${id}`);
        check(id, status, await call({ headers: { Prefer: `code=${status}` } }));
      },
    }));
    return [`contract: ${api}`, cases] as const;
  });
  return Object.fromEntries(suites);
}
