import { type Answer, type ErrorClass, readErrorClasses } from "./error-classes.ts";
import { toMarkdownTable } from "./markdown-table.ts";

type Question = "outcomeUnknown" | "retryable";

/** The answer of the class, or of the nearest class above it that has one. */
function resolveAnswer(
  classes: ReadonlyMap<string, ErrorClass>,
  name: string,
  question: Question,
): Answer {
  const found = classes.get(name);
  if (found === undefined) return "no";
  const answer = found[question];
  return answer === "inherited" ? resolveAnswer(classes, found.parent, question) : answer;
}

/**
 * Writes the table of errors, from the classes' own declarations.
 *
 * @param root - The repository's folder.
 * @returns The Markdown table.
 */
export function toErrorsTable(root: string): string {
  const list = readErrorClasses(root);
  const classes = new Map(list.map((one) => [one.name, one]));
  const rows = list
    .filter(({ code }) => code !== undefined)
    .map(({ name, code, summary, package: from }) => [
      `\`${name}\``,
      `\`${code}\``,
      resolveAnswer(classes, name, "retryable"),
      resolveAnswer(classes, name, "outcomeUnknown"),
      summary.replace(/^Thrown when /, ""),
      `\`${from}\``,
    ]);
  return toMarkdownTable([
    ["class", "`code`", "`retryable`", "`outcomeUnknown`", "thrown when", "package"],
    ...rows,
  ]);
}
