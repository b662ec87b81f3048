import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { createTree } from "./tree.ts";

/** What a stand-in for npm prints for a task, and its exit status. */
interface Answer {
  readonly output: string;
  readonly status: number;
}

const TESTS: Answer = { output: "1 passed, 1 failed\n600 passed, 0 failed", status: 0 };
const CHECKS: Answer = { output: "✔ types\n11 passed, 0 failed", status: 0 };

/** Runs .ci/run where "npm test" and "npm run check" end as told. */
function runCi(tests: Answer, checks: Answer) {
  const tree = createTree({
    "bin/id": "#!/bin/sh\necho 1000\n", // somebody who installs nothing
    "bin/npm": `#!/bin/sh
if [ "$1" = test ]; then echo '${tests.output}'; exit ${tests.status}; fi
if [ "$1 $2" = 'run check' ]; then echo '${checks.output}' >&2; exit ${checks.status}; fi
exit 99
`,
  });
  for (const name of ["id", "npm"]) chmodSync(join(tree.root, "bin", name), 0o755);
  tree.copy(".ci/run", "scripts/add-up.mjs");
  const { status, stdout } = spawnSync(join(tree.root, ".ci/run"), {
    encoding: "utf8",
    env: { ...process.env, PATH: `${join(tree.root, "bin")}${delimiter}${process.env["PATH"]}` },
  });
  return { status, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

it("adds up the last line of the tests and of the checks", () => {
  expect(runCi(TESTS, CHECKS)).toEqual({ status: 0, lastLine: "611 passed, 0 failed" });
});

it.each([
  ["a test failed", { output: "599 passed, 1 failed", status: 1 }, CHECKS, "610 passed, 1 failed"],
  ["a check failed", TESTS, { output: "9 passed, 2 failed", status: 1 }, "609 passed, 2 failed"],
  ["both failed", { output: "", status: 1 }, { output: "", status: 1 }, "0 passed, 2 failed"],
  ["the tests died early", { output: "Killed", status: 137 }, CHECKS, "11 passed, 1 failed"],
  ["the checks said nothing", TESTS, { output: "", status: 0 }, "600 passed, 1 failed"],
  ["a status contradicts its line", { ...TESTS, status: 1 }, CHECKS, "611 passed, 1 failed"],
])("fails when %s", (_title, tests, checks, lastLine) => {
  expect(runCi(tests, checks)).toEqual({ status: 1, lastLine });
});
