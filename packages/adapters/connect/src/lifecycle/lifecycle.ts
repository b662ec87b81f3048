import type { OperationId } from "../api/operation-roles.ts";

/** Who moves something on: the vendor, the distributor, or the platform by itself. */
export type Mover = "vendor" | "distributor" | "platform";

/** A way from states to a state. */
export interface Transition<State extends string> {
  /** The states that it starts from; none when something is made. */
  readonly from: readonly State[];
  /** The state that it leads to. */
  readonly to: State;
  /** Who moves it. */
  readonly by: Mover;
  /** The operations that do it; none when the platform does it by itself. */
  readonly operations: readonly OperationId[];
  /** When it happens, in words. */
  readonly when: string;
}

/** The states of something, and every way between them. */
export interface Lifecycle<State extends string> {
  /** All states. */
  readonly states: readonly State[];
  /** All ways. */
  readonly transitions: readonly Transition<State>[];
}

/**
 * Tells where an operation can start.
 *
 * @param lifecycle - The states and ways.
 * @param operation - The operation.
 * @returns The states in which it is allowed.
 */
export function statesBefore<State extends string>(
  { transitions }: Lifecycle<State>,
  operation: OperationId,
): readonly State[] {
  const ways = transitions.filter(({ operations }) => operations.includes(operation));
  return [...new Set(ways.flatMap(({ from }) => from))];
}

/**
 * Tells which states can still come.
 *
 * @param lifecycle - The states and ways.
 * @param state - The present state.
 * @returns The states that some way leads to, over any number of steps.
 */
export function statesAfter<State extends string>(
  { transitions }: Lifecycle<State>,
  state: State,
): ReadonlySet<State> {
  const reached = new Set<State>();
  const open = [state];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { from, to } of transitions) {
      if (!from.includes(next) || reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}
