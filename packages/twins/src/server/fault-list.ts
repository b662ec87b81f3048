import type { Fault } from "./fault.ts";

interface ArmedFault {
  readonly fault: Fault;
  remaining: number;
}

/** The faults that are armed, met in the order in which they were armed. */
export interface FaultList {
  /** Arms a fault. */
  arm(fault: Fault): void;
  /** Takes the first armed fault that the request meets, if any. */
  take(method: string, path: string): Fault | undefined;
  /** Disarms all. */
  clear(): void;
}

/**
 * Makes an empty list of faults.
 *
 * @param root - The API's base path, which a fault's `path` may leave out.
 * @returns The list.
 */
export function createFaultList(root: string): FaultList {
  const armed: ArmedFault[] = [];
  const meets = ({ fault }: ArmedFault, method: string, path: string): boolean => {
    if (fault.method !== undefined && fault.method !== method) return false;
    const prefix = fault.path;
    return prefix === undefined || path.startsWith(prefix) || path.startsWith(`${root}${prefix}`);
  };
  return {
    arm: (fault) => {
      armed.push({ fault, remaining: fault.times ?? 1 });
    },
    take: (method, path) => {
      const index = armed.findIndex((candidate) => meets(candidate, method, path));
      const found = armed[index];
      if (found === undefined) return undefined;
      found.remaining -= 1;
      if (found.remaining === 0) armed.splice(index, 1);
      return found.fault;
    },
    clear: () => {
      armed.length = 0;
    },
  };
}
