// Adds up the reports that every package's test run left, whether it ran now or came from turbo's cache.
// --reset, before the run, removes what an earlier run left.
import { globSync, readFileSync, rmSync } from "node:fs";

/** Test files that failed before any of their tests could. */
function countBrokenFiles({ testResults }) {
  const isBroken = ({ status, assertionResults }) =>
    status === "failed" && assertionResults.every((test) => test.status !== "failed");
  return testResults.filter(isBroken).length;
}

const reports = globSync("{packages,packages/*,scripts,examples}/*/.reports/*.json");
if (process.argv.includes("--reset")) {
  for (const file of reports) rmSync(file);
} else {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const file of reports) {
    const report = JSON.parse(readFileSync(file, "utf8"));
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests + countBrokenFiles(report);
    total.skipped += report.numPendingTests + report.numTodoTests;
  }
  // Types that do not hold, or a runner that died, leave no report.
  const hasFailedBefore = process.env.TASK_STATUS !== undefined && process.env.TASK_STATUS !== "0";
  if (hasFailedBefore && total.failed === 0) total.failed = 1;
  const skipped = total.skipped === 0 ? "" : `, ${total.skipped} skipped`;
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}
