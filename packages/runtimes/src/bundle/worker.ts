// The program that runs in the worker runtime: the contract suites of the clients, and a report
// through each adapter. The mocks and twins are outside, behind the addresses in the request.
import { type ContractTargets, listContractSuites } from "../suites/contract-suites.ts";
import { listReportingCases, type TwinTargets } from "../suites/reporting-suites.ts";
import { runSuite, type SuiteResult } from "../suites/suite.ts";

/** What the program is told. */
export interface Instructions {
  readonly contract: ContractTargets;
  readonly twins: TwinTargets;
}

/**
 * Runs the suites inside the worker.
 *
 * @param request - The instructions, as JSON.
 * @returns The results, as JSON.
 */
export async function handle(request: Request): Promise<Response> {
  const { contract, twins } = (await request.json()) as Instructions;
  const suites = {
    ...listContractSuites(contract),
    "reporting: all": listReportingCases(twins),
  };
  const results: SuiteResult[] = [];
  for (const [name, cases] of Object.entries(suites)) results.push(await runSuite(name, cases));
  return Response.json(results);
}
