import { hash } from "node:crypto";
import type { SourcePosition } from "@usage-billing/core";
import { type Fingerprint, PlaceTable } from "./place-table.ts";

const DERIVED_ID = /^[0-9a-f]{32}$/;
const SHARDS = 64;

function toFingerprint(recordId: string): Fingerprint {
  const digits = DERIVED_ID.test(recordId) ? recordId : hash("sha256", recordId, "hex");
  return {
    high: Number.parseInt(digits.slice(0, 13), 16) + 1,
    low: Number.parseInt(digits.slice(13, 21), 16),
  };
}

/**
 * Remembers which record ids were seen and where, in a few dozen bytes a record whatever the ids'
 * length, by 84 bits of each id's hash. Two of a million ids share them with a probability of about
 * 3 in 10^14. The table has many parts that grow one at a time, so that it never stands in memory twice.
 */
export class SeenRecords {
  readonly #shards = Array.from({ length: SHARDS }, () => new PlaceTable());
  readonly #files: string[] = [];

  /**
   * Notes a record.
   *
   * @param recordId - The record's id.
   * @param position - Where it stands.
   * @returns Where the same id stood before; undefined when it is new.
   */
  add(recordId: string, position: SourcePosition): SourcePosition | undefined {
    const fingerprint = toFingerprint(recordId);
    const shard = this.#shardOf(fingerprint);
    const before = shard.find(fingerprint);
    if (before !== undefined) return { file: this.#files[before.file] ?? "", line: before.line };
    shard.insert(fingerprint, { line: position.line, file: this.#fileIndex(position.file) });
    return undefined;
  }

  /**
   * Tells whether a record was seen.
   *
   * @param recordId - The record's id.
   * @returns Whether its id was added before.
   */
  has(recordId: string): boolean {
    const fingerprint = toFingerprint(recordId);
    return this.#shardOf(fingerprint).find(fingerprint) !== undefined;
  }

  /** The bits that choose a part are not those that choose a slot in it. */
  #shardOf({ high }: Fingerprint): PlaceTable {
    const shard = this.#shards[high % SHARDS];
    if (shard === undefined) throw new RangeError("there is a part for every fingerprint");
    return shard;
  }

  #fileIndex(file: string): number {
    const last = this.#files.length - 1;
    if (this.#files[last] === file) return last;
    this.#files.push(file);
    return last + 1;
  }
}
