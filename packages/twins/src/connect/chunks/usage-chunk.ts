import type { ConnectHub } from "../../catalogue/catalogue.ts";
import type { EventMark } from "../actor.ts";
import type { UsageFile } from "../files/usage-file.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import type { BilledRow } from "../workbook/billed-row.ts";

/** The states of a chunk, as they are on the wire. */
export type ChunkStatus = "draft" | "ready" | "failed" | "closed";

/** The part of an accepted file that one hub bills. */
export interface UsageChunk {
  readonly id: string;
  readonly file: UsageFile;
  readonly hub: ConnectHub;
  readonly records: readonly ConnectRecord[];
  status: ChunkStatus;
  /** Whether a record changed after the workbook was made. */
  outdated: boolean;
  /** The distributor's note. */
  externalId: string;
  /** Why generation failed. */
  error?: string;
  /** What the workbook shows; it is as old as the last generation. */
  rows: readonly BilledRow[];
  events: { readonly created: EventMark; closed?: EventMark };
}
