// What runs inside each runtime: every suite, from the built packages. The last line that it writes
// is the results as JSON.
import process from "node:process";
import { closeChannels, listConformanceSuites } from "./conformance-suites.ts";
import { listContractSuites, type Servers } from "./contract-suites.ts";
import { runSuite, type SuiteResult } from "./suite.ts";
import { listTransportCases } from "./transport-cases.ts";

const { contract, breaking } = JSON.parse(process.argv[2] ?? "{}") as Servers;
const suites = {
  ...listContractSuites(contract),
  ...listConformanceSuites(),
  "transport: writes": listTransportCases(breaking),
};
const results: SuiteResult[] = [];
for (const [name, cases] of Object.entries(suites)) results.push(await runSuite(name, cases));
await closeChannels();
console.log(JSON.stringify(results));
process.exit(0);
