/**
 * Ends a check's process: shows what is wrong, and fails when anything is or when nothing was looked at.
 *
 * @param problems - One text for each problem.
 * @param looked - How much was looked at.
 * @param what - What it was, in the plural.
 */
export function report(problems: readonly string[], looked: number, what: string): void {
  for (const problem of problems) console.error(problem);
  console.log(`${looked} ${what} checked, ${problems.length} problems`);
  process.exitCode = problems.length === 0 && looked > 0 ? 0 : 1;
}
