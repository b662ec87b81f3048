import { UsageBillingError } from "@usage-billing/core";
import { CommanderError } from "commander";
import { CommandError, EXIT } from "./command-error.ts";
import type { CommandContext } from "./context.ts";
import { describeError } from "./output/describe-error.ts";
import { createProgram } from "./program.ts";

/** The exit status of an error that a channel or the ledger threw out of a command. */
function statusOf(error: UsageBillingError): number {
  return error.retryable || error.outcomeUnknown ? EXIT.open : EXIT.badCommand;
}

/**
 * Runs the command line.
 *
 * @param argv - The arguments, without the program's own name.
 * @param context - What commands get from the process.
 * @returns The exit status.
 */
export async function run(
  argv: readonly string[],
  context: Omit<CommandContext, "end">,
): Promise<number> {
  const state = { status: EXIT.done as number };
  const program = createProgram({
    ...context,
    end(status) {
      state.status = status;
    },
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return state.status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badCommand;
    if (error instanceof CommandError) {
      context.warn(error.message);
      return error.exitStatus;
    }
    if (context.signal.aborted) {
      context.warn("Interrupted; run the command again to go on.");
      return EXIT.interrupted;
    }
    if (!UsageBillingError.isInstance(error)) throw error;
    context.warn(describeError(error));
    return statusOf(error);
  }
}
