/** One test of a suite. */
export interface Case {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** How a suite went. */
export interface SuiteResult {
  readonly suite: string;
  readonly passed: number;
  /** Names and reasons of the tests that failed. */
  readonly failures: readonly string[];
}

/**
 * Runs the tests of a suite one after another. It stands in for a test runner, because none runs in
 * all the runtimes.
 *
 * @param suite - The suite's name.
 * @param cases - Its tests.
 * @returns How it went; one that holds no test has failed.
 */
export async function runSuite(suite: string, cases: readonly Case[]): Promise<SuiteResult> {
  const failures: string[] = cases.length === 0 ? ["there is no test"] : [];
  let passed = 0;
  for (const { name, run } of cases) {
    try {
      await run();
      passed += 1;
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      failures.push(`${name}: ${reason.slice(0, 400)}`);
    }
  }
  return { suite, passed, failures };
}
