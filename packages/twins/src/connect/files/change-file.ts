import { type Actor, actorOf } from "../actor.ts";
import { presentTime } from "../connect-state.ts";
import { nextStatus, requireAllowed } from "../lifecycle.ts";
import { type FileAction, fileEvents, fileTransitions } from "./file-states.ts";
import type { UsageFile } from "./usage-file.ts";

/**
 * Refuses an action that the file's state does not allow.
 *
 * @param file - The file.
 * @param action - What is to be done.
 * @throws {@link Refusal} 400.
 */
export function checkAllowed({ status }: UsageFile, action: FileAction): void {
  requireAllowed(fileTransitions, action, { thing: "file", status });
}

/**
 * Moves a file to the state that an action leads to, and marks the event.
 *
 * @param file - The file; its state allows the action.
 * @param action - What is done.
 * @param actor - The platform and the caller.
 */
export function changeFile(file: UsageFile, action: FileAction, { state, token }: Actor): void {
  if (action !== "create") file.status = nextStatus(fileTransitions, action, file.status);
  const event = fileEvents[action];
  if (event === undefined) return;
  const by = actorOf(token);
  file.events[event] = { at: presentTime(state), ...(by && { by }) };
}
