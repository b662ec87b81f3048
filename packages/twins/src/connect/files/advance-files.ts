import type { ConnectState } from "../connect-state.ts";
import { acceptFile } from "./accept-file.ts";
import { changeFile } from "./change-file.ts";
import { checkFile } from "./check-file.ts";
import type { PlatformStep, UsageFile } from "./usage-file.ts";

type Doing = (file: UsageFile, state: ConnectState) => void;

/** What the platform does by itself. */
const doings: Readonly<Record<PlatformStep["action"], Doing>> = {
  store: (file, state) => changeFile(file, "store", { state }),
  check: checkFile,
  accept: (file, state) => {
    if (file.status === "pending") acceptFile(file, { state, note: "Auto Approved" });
  },
};

function findDue(state: ConnectState): { file: UsageFile; step: PlatformStep } | undefined {
  const now = state.context.clock.now();
  return [...state.files.values()]
    .flatMap((file) => file.steps.slice(0, 1).map((step) => ({ file, step })))
    .filter(({ step }) => step.at <= now)
    .toSorted((left, right) => left.step.at - right.step.at)[0];
}

/**
 * Does what has come due by the clock, in its order. The platform's own work needs no timer:
 * nobody can see it before the next request.
 *
 * @param state - The platform.
 */
export function advanceFiles(state: ConnectState): void {
  for (let due = findDue(state); due !== undefined; due = findDue(state)) {
    const { file, step } = due;
    file.steps = file.steps.slice(1);
    doings[step.action](file, state);
  }
}
