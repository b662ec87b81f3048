// Adds up the reports that every package's test run left, whether it ran now or came from turbo's cache.
// --reset, before the run, removes what an earlier run left.
import { globSync, readFileSync, rmSync } from "node:fs";

const reports = globSync("{packages,packages/*,scripts,examples}/*/.reports/*.json");
if (process.argv.includes("--reset")) {
  for (const file of reports) rmSync(file);
} else {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const file of reports) {
    const report = JSON.parse(readFileSync(file, "utf8"));
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests + report.numFailedTestSuites;
    total.skipped += report.numPendingTests + report.numTodoTests;
  }
  const skipped = total.skipped === 0 ? "" : `, ${total.skipped} skipped`;
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}
