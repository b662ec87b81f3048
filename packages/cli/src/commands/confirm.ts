import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../context.ts";

/**
 * Makes sure that somebody wants what cannot be undone.
 *
 * @param consequence - What is going to happen, as a sentence.
 * @param options - Whether `--yes` was given.
 * @param context - Who is asked.
 * @throws {@link CommandError} When the answer is no, or nobody is there to ask.
 */
export async function confirm(
  consequence: string,
  options: { readonly yes?: boolean },
  context: CommandContext,
): Promise<void> {
  if (options.yes === true) return;
  if (context.ask === undefined) {
    throw new CommandError(
      `${consequence} Nobody is there to ask. Give --yes when you are sure; nothing was done.`,
    );
  }
  const answer = await context.ask(`${consequence} Go on? [y/N] `);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new CommandError("Nothing was done.");
}
