import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { SourceSetup } from "../reading/create-read-raw.ts";
import type { ReadingContext } from "../reading/raw-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { bindTemplate, findTemplateProblem } from "../time/window-template.ts";

async function readQuery({ configuration, environment }: SourceSetup): Promise<string> {
  const { query, queryFile } = configuration.sql ?? {};
  if (queryFile === undefined) return query ?? "";
  const file = resolve(environment.folder, queryFile);
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const message = `cannot be read: ${(cause as NodeJS.ErrnoException).code ?? "unknown error"}`;
    const fix = `Correct "queryFile" in the configuration`;
    throw new UnreadableInput({ file, rule: "unreadable-file", message, fix }, { cause });
  }
}

/**
 * Gets a query ready for a window: its ends become values that are bound.
 *
 * @param setup - The source.
 * @param context - The window.
 * @param placeholder - What a value becomes in the query, by its number and whether it is a time.
 * @returns The query without a semicolon at its end, and its values.
 * @throws {@link UnreadableInput} When its file cannot be read or it has an unknown placeholder.
 */
export async function loadQuery(
  setup: SourceSetup,
  { window, zone }: Pick<ReadingContext, "window" | "zone">,
  placeholder: (number: number, isTime: boolean) => string,
): Promise<{ readonly text: string; readonly values: readonly string[] }> {
  const query = (await readQuery(setup)).trim().replace(/;$/, "");
  const problem = findTemplateProblem(query, ["start", "end"]);
  if (problem !== undefined) {
    const file = `sources.${setup.source}.sql`;
    throw new UnreadableInput({
      file,
      rule: "unknown-placeholder",
      message: `the query ${problem}`,
    });
  }
  return bindTemplate(query, window, { zone, placeholder });
}
