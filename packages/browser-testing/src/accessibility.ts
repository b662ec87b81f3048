import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * Holds a page to the rules of WCAG 2.2, levels A and AA, and to axe's own good practices.
 *
 * @param page - The page as it is now: what is hidden is not looked at.
 * @returns One line for each rule that is broken, with the first places; empty when all is well.
 */
export async function findAccessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: judge } = window as unknown as { axe: typeof import("axe-core") };
    const result = await judge.run(document);
    return result.violations.map(({ id, nodes }) => ({
      id,
      places: nodes.slice(0, 3).map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
    }));
  });
  return violations.map(({ id, places }) => `${id}: ${places.join("; ")}`);
}
