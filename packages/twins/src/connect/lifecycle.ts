import { refuse } from "./connect-error.ts";

/** Who moves something from one state to another. */
export type Mover = "vendor" | "distributor" | "platform" | "rule";

/** One line of a table of states. */
export interface Transition<Status extends string, Action extends string> {
  readonly action: Action;
  /** Null for what does not exist yet. */
  readonly from: Status | null;
  /** Null for what exists no more. */
  readonly to: Status | null;
  readonly by: readonly Mover[];
}

/** What has a state. */
interface Stateful<Status extends string> {
  readonly status: Status;
}

/**
 * Tells whether a table has an action in a state.
 *
 * @param table - The states.
 * @param action - What is to be done.
 * @param status - The present state.
 * @returns Whether it may be done.
 */
function isAllowed<Status extends string, Action extends string>(
  table: readonly Transition<Status, Action>[],
  action: Action,
  status: Status,
): boolean {
  return table.some((line) => line.action === action && line.from === status);
}

/**
 * Finds the state that an action leads to.
 *
 * @param table - The states.
 * @param action - What is to be done.
 * @param from - The present state; null for what does not exist yet.
 * @returns The next state.
 * @throws An error when the table has no such line: callers refuse before.
 */
export function nextStatus<Status extends string, Action extends string>(
  table: readonly Transition<Status, Action>[],
  action: Action,
  from: Status | null,
): Status {
  const found = table.find((line) => line.action === action && line.from === from);
  if (found?.to == null) throw new Error(`no transition: ${action} from ${from}`);
  return found.to;
}

/**
 * Refuses an action that the state of something does not allow.
 *
 * @param table - The states.
 * @param action - What is to be done.
 * @param held - What it is to be done to, and the word for it.
 * @throws {@link Refusal} 400.
 */
export function requireAllowed<Status extends string, Action extends string>(
  table: readonly Transition<Status, Action>[],
  action: Action,
  { thing, status }: Stateful<Status> & { readonly thing: string },
): void {
  if (isAllowed(table, action, status)) return;
  refuse(`status: ${action} is not possible while the ${thing} is ${status}.`);
}
