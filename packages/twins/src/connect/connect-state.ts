import type { ConnectCatalogue } from "../catalogue/catalogue.ts";
import type { TwinContext } from "../server/twin-context.ts";
import { createDirectory, type Directory } from "./directory.ts";
import type { UsageFile } from "./files/usage-file.ts";
import type { UsageRule } from "./rules/usage-rule.ts";
import { createSequence, type Sequence } from "./sequence.ts";

/** Everything that the Connect twin holds. */
export interface ConnectState {
  readonly catalogue: ConnectCatalogue;
  readonly directory: Directory;
  readonly context: TwinContext;
  /** In the order of their creation. */
  readonly files: Map<string, UsageFile>;
  readonly fileIds: Sequence;
  readonly recordIds: Sequence;
  readonly rules: Map<string, UsageRule>;
  readonly ruleIds: Sequence;
}

/**
 * Makes the state of a platform without files.
 *
 * @param catalogue - What the twin knows.
 * @param context - Clock and origin.
 * @returns The state.
 */
export function createConnectState(
  catalogue: ConnectCatalogue,
  context: TwinContext,
): ConnectState {
  return {
    catalogue,
    directory: createDirectory(catalogue),
    context,
    files: new Map(),
    fileIds: createSequence("UF", 2),
    recordIds: createSequence("UR", 4),
    rules: new Map(),
    ruleIds: createSequence("UIR", 2),
  };
}

/** A file as it is now, at which the platform does nothing more. */
function copyFile(file: UsageFile): UsageFile {
  const copy: UsageFile = { ...file, events: { ...file.events }, steps: [] };
  copy.records = file.records.map((record) => ({ ...record, file: copy }));
  return copy;
}

/**
 * Copies a platform as it is now.
 *
 * @param state - The platform.
 * @returns A platform with the same files and rules, which what happens to the first does not change.
 */
export function copyConnectState(state: ConnectState): ConnectState {
  return {
    ...state,
    files: new Map([...state.files].map(([id, file]) => [id, copyFile(file)])),
    rules: new Map(state.rules),
  };
}

/**
 * Forgets all files and rules.
 *
 * @param state - The platform.
 */
export function clearConnectState(state: ConnectState): void {
  for (const held of [state.files, state.rules]) held.clear();
  for (const sequence of [state.fileIds, state.recordIds, state.ruleIds]) sequence.reset();
}

/**
 * Prints the platform's present time.
 *
 * @param state - The platform.
 * @returns ISO 8601 with an offset.
 */
export function presentTime({ context }: ConnectState): string {
  return formatConnectTime(context.clock.now());
}

/**
 * Prints a time as the platform does.
 *
 * @param instant - Milliseconds since 1970.
 * @returns ISO 8601 with the offset of UTC.
 */
export function formatConnectTime(instant: number): string {
  return new Date(instant).toISOString().replace(/(?:\.000)?Z$/, "+00:00");
}
