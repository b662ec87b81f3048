import type { ConnectCatalogue } from "../catalogue/catalogue.ts";
import type { TwinContext } from "../server/twin-context.ts";
import { type Agenda, createAgenda } from "./agenda.ts";
import type { UsageChunk } from "./chunks/usage-chunk.ts";
import { createDirectory, type Directory } from "./directory.ts";
import type { UsageFile } from "./files/usage-file.ts";
import { type ProcessingTimes, processingTimes } from "./processing-times.ts";
import type { Reconciliation } from "./reconciliations/reconciliation.ts";
import type { ConnectRecord } from "./records/connect-record.ts";
import type { UsageRule } from "./rules/usage-rule.ts";
import { createSequence, type Sequence } from "./sequence.ts";

/** Everything that the Connect twin holds; maps are in the order of creation. */
export interface ConnectState {
  readonly catalogue: ConnectCatalogue;
  readonly directory: Directory;
  readonly context: TwinContext;
  readonly times: ProcessingTimes;
  readonly agenda: Agenda;
  readonly files: Map<string, UsageFile>;
  /** The records of all files that are not deleted. */
  readonly records: Map<string, ConnectRecord>;
  /** By the vendor's record id: the file that holds it. */
  readonly holders: Map<string, UsageFile>;
  readonly chunks: Map<string, UsageChunk>;
  /** How many generations of chunks have failed, by hub. */
  readonly failures: Map<string, number>;
  readonly reconciliations: Map<string, Reconciliation>;
  /** In the order in which they are tried. */
  rules: readonly UsageRule[];
  readonly ids: Readonly<Record<"file" | "record" | "rule" | "reconciliation", Sequence>>;
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
    times: processingTimes(catalogue),
    agenda: createAgenda(context.clock),
    files: new Map(),
    records: new Map(),
    holders: new Map(),
    chunks: new Map(),
    failures: new Map(),
    reconciliations: new Map(),
    rules: [],
    ids: {
      file: createSequence("UF", 2),
      record: createSequence("UR", 4),
      rule: createSequence("UIR", 2),
      reconciliation: createSequence("RCN", 2),
    },
  };
}

/**
 * Forgets everything but the catalogue.
 *
 * @param state - The platform.
 */
export function clearConnectState(state: ConnectState): void {
  const { files, records, holders, chunks, failures, reconciliations } = state;
  for (const held of [files, records, holders, chunks, failures, reconciliations]) held.clear();
  for (const sequence of Object.values(state.ids)) sequence.reset();
  state.rules = [];
  state.agenda.clear();
}

/**
 * Prints the platform's present time.
 *
 * @param state - The platform.
 * @returns ISO 8601 with an offset.
 */
export function presentTime({ agenda }: ConnectState): string {
  return formatConnectTime(agenda.now());
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
