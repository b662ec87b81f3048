import type { Trouble, Troubles } from "./world.ts";

/** Troubles in the order in which they were armed, and the requests that met them. */
export interface TroubleList extends Troubles {
  /** Counts a request and takes the trouble that it meets. */
  take(isWrite: boolean): Trouble | undefined;
}

interface Armed {
  readonly trouble: Trouble;
  passes: number;
  remaining: number;
}

function meets({ on = "write" }: Trouble, isWrite: boolean): boolean {
  return on === "any" || (on === "write") === isWrite;
}

/**
 * Makes an empty list of troubles.
 *
 * @returns The list.
 */
export function createTroubleList(): TroubleList {
  const armed: Armed[] = [];
  const seen = { reads: 0, writes: 0 };
  return {
    arm: (trouble) => {
      armed.push({ trouble, passes: trouble.after ?? 0, remaining: trouble.times ?? 1 });
    },
    seen: () => ({ ...seen }),
    take: (isWrite) => {
      seen[isWrite ? "writes" : "reads"] += 1;
      const first = armed.find((one) => one.remaining > 0 && meets(one.trouble, isWrite));
      if (first === undefined) return undefined;
      if (first.passes > 0) {
        first.passes -= 1;
        return undefined;
      }
      first.remaining -= 1;
      return first.trouble;
    },
  };
}
