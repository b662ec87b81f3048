import { CommandError } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import { confirm } from "../confirm.ts";
import type { AskingOptions } from "./connect-command.ts";
import { printDone } from "./print-items.ts";
import { withConnect } from "./with-connect.ts";

const STATUSES = ["approved", "rejected"] as const;

/**
 * Approves or rejects a usage record.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param texts - The record and its new state.
 * @throws {@link CommandError} When it is another state, which only the platform or a bill gives.
 */
export async function setRecordStatus(
  options: AskingOptions,
  context: CommandContext,
  ...[id = "", word = ""]: string[]
): Promise<void> {
  const status = STATUSES.find((known) => known === word);
  if (status === undefined) {
    throw new CommandError(`A record can be made ${STATUSES.join(" or ")}, not "${word}".`);
  }
  await confirm(`This makes ${id} ${status}.`, options, context);
  await withConnect(options, context, async ({ records }) => {
    const record = await records.setStatus(id, status, { signal: context.signal });
    printDone({ sentence: `${id} is ${record.status}.`, item: record }, options, context);
  });
}
