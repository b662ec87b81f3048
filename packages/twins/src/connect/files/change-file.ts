import { refuse } from "../connect-error.ts";
import { type ConnectState, presentTime } from "../connect-state.ts";
import { type FileAction, transitions } from "./file-states.ts";
import type { EventMark, UsageFile } from "./usage-file.ts";

/** Who a token of the sample belongs to, from its own text. */
function actorOf(token: string | undefined): EventMark["by"] {
  const id = token?.replace(/^ApiKey /, "").split(":")[0];
  return id === undefined ? undefined : { id, name: "Twin user" };
}

/**
 * Refuses an action that the file's state does not allow.
 *
 * @param file - The file.
 * @param action - What is to be done.
 * @throws {@link Refusal} 400.
 */
export function checkAllowed(file: UsageFile, action: FileAction): void {
  const { from } = transitions[action];
  if (from.includes(file.status)) return;
  refuse(`status: ${action} is not possible while the file is ${file.status}.`);
}

/**
 * Moves a file to the state that an action leads to, and marks the event.
 *
 * @param file - The file; its state allows the action.
 * @param action - What is done.
 * @param state - The platform.
 * @param token - The caller's `Authorization`; absent when the platform does it by itself.
 */
export function changeFile(
  file: UsageFile,
  action: FileAction,
  { state, token }: { state: ConnectState; token?: string | undefined },
): void {
  const { to, event } = transitions[action];
  if (to !== undefined) file.status = to;
  if (event === undefined) return;
  const by = actorOf(token);
  file.events[event] = { at: presentTime(state), ...(by && { by }) };
}
