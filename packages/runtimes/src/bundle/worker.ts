// The program that runs in the worker runtime: the contract suites of the clients, and a report
// through each adapter. The mocks and twins are outside, behind the addresses in the request.
import { listContractSuites, type Servers } from "../suites/contract-suites.ts";
import { listReportingCases, type TwinTargets } from "../suites/reporting-suites.ts";
import { runSuite, type SuiteResult } from "../suites/suite.ts";
import { listTransportCases } from "../suites/transport-cases.ts";

/** What the program is told. */
export interface Instructions extends Servers {
  readonly twins: TwinTargets;
}

/**
 * Runs the suites inside the worker.
 *
 * @param request - The instructions, as JSON.
 * @returns The results, as JSON.
 */
export async function handle(request: Request): Promise<Response> {
  const { breaking, contract, twins } = (await request.json()) as Instructions;
  const suites = {
    ...listContractSuites(contract),
    "reporting: all": listReportingCases(twins),
    "transport: writes": listTransportCases(breaking),
  };
  const results: SuiteResult[] = [];
  for (const [name, cases] of Object.entries(suites)) results.push(await runSuite(name, cases));
  return Response.json(results);
}
