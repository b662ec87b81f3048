import type { UsageChunk } from "@usage-billing/connect-client";
import { type ConnectEvents, type Counts, fromCounts, fromEvents } from "../wire/from-events.ts";
import {
  type Binding,
  type FileReference,
  fromBinding,
  fromFileReference,
  fromReference,
  type Reference,
} from "../wire/from-reference.ts";
import { present } from "../wire/present.ts";
import { readObject, readText, readWord, type Word } from "../wire/read-value.ts";

/** The states of a chunk file. */
export type ChunkStatus = "draft" | "ready" | "closed" | "failed";

/** The part of an accepted usage file that is for one hub. */
export interface ConnectChunk {
  /** The chunk's id, `UFC-…`. */
  readonly id: string;
  /** Its state in lower case; new words are possible, and an empty text when the channel says none. */
  readonly status: Word<ChunkStatus>;
  /** Whether its source changed after it was written: regenerate it then. */
  readonly isOutdated: boolean;
  /** The distributor's own words; some use it for notes about progress. */
  readonly externalId?: string;
  readonly file?: FileReference;
  readonly binding?: Binding;
  readonly marketplace?: Reference;
  readonly provider?: Reference;
  /** Why writing it failed. */
  readonly error?: string;
  readonly statistics: Counts;
  readonly events: ConnectEvents;
  /** What the channel answered, with members that are not named here. */
  readonly raw: UsageChunk;
}

/**
 * Reads a chunk file, tolerantly.
 *
 * @param chunk - What the channel answers.
 * @returns The chunk.
 */
export function fromUsageChunk(chunk: UsageChunk): ConnectChunk {
  return {
    id: chunk.id,
    status: readWord<ChunkStatus>(chunk.status),
    isOutdated: chunk.outdated === true,
    ...present({
      externalId: readText(chunk.external_id),
      file: fromFileReference(chunk.usagefile),
      binding: fromBinding(chunk.binding),
      marketplace: fromReference(chunk.marketplace),
      provider: fromReference(chunk.provider),
      error: readText(readObject(chunk.error)["detail"]),
    }),
    statistics: fromCounts(chunk.stats),
    events: fromEvents(chunk.events),
    raw: chunk,
  };
}
