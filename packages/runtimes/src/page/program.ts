// The program that runs in a page: every call of the clients.
import { type ContractTargets, listContractSuites } from "../suites/contract-suites.ts";
import { runSuite, type SuiteResult } from "../suites/suite.ts";

/**
 * Runs the contract suites inside the page.
 *
 * @param targets - The mocks, as the page may reach them.
 * @returns How each suite went.
 */
export async function runInPage(targets: ContractTargets): Promise<readonly SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const [name, cases] of Object.entries(listContractSuites(targets))) {
    results.push(await runSuite(name, cases));
  }
  return results;
}
