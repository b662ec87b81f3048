// Adds up the last lines "N passed, N failed" of several commands. The arguments are pairs: the exit
// status of a command and the file with its output. A command that failed, or that never came to its last
// line, counts as a failure whatever the line says. Runs under Node 20.
import { readFileSync } from "node:fs";

const LINE = /^(\d+) passed, (\d+) failed/;

/** What one command passed and failed. */
function readResult(status, file) {
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  const [, passed = 0, failed = 0] = lines.findLast((line) => LINE.test(line))?.match(LINE) ?? [];
  const hasEnded = status === "0" && Number(passed) > 0;
  return { passed: Number(passed), failed: Math.max(Number(failed), hasEnded ? 0 : 1) };
}

const total = { passed: 0, failed: 0 };
const pairs = process.argv.slice(2);
for (let index = 0; index < pairs.length; index += 2) {
  const { passed, failed } = readResult(pairs[index], pairs[index + 1]);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
