import { hash } from "node:crypto";
import type { SourcePosition } from "@usage-billing/core";

const FIRST_CAPACITY = 1 << 12;
const DERIVED_ID = /^[0-9a-f]{32}$/;

interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

/** 84 bits of an id's hash: 52 that a double holds exactly, never 0, and 32. */
function fingerprint(recordId: string): Fingerprint {
  const digits = DERIVED_ID.test(recordId) ? recordId : hash("sha256", recordId, "hex");
  return {
    high: Number.parseInt(digits.slice(0, 13), 16) + 1,
    low: Number.parseInt(digits.slice(13, 21), 16),
  };
}

/**
 * Remembers which record ids were seen and where, in 18 bytes a record whatever the ids' length:
 * an open-addressing table of 84 bits of each id's hash. Two of a million ids share them with a
 * probability of about 3 in 10^14.
 */
export class SeenRecords {
  #capacity = FIRST_CAPACITY;
  #high = new Float64Array(FIRST_CAPACITY);
  #low = new Uint32Array(FIRST_CAPACITY);
  #lines = new Uint32Array(FIRST_CAPACITY);
  #files = new Uint16Array(FIRST_CAPACITY);
  #size = 0;
  readonly #names: string[] = [];

  /**
   * Notes a record.
   *
   * @param recordId - The record's id.
   * @param position - Where it stands.
   * @returns Where the same id stood before; undefined when it is new.
   */
  add(recordId: string, position: SourcePosition): SourcePosition | undefined {
    if (this.#size * 4 >= this.#capacity * 3) this.#grow();
    const { high, low } = fingerprint(recordId);
    const slot = this.#slot(high, low);
    if (this.#high[slot] !== 0) {
      return { file: this.#names[this.#files[slot] ?? 0] ?? "", line: this.#lines[slot] ?? 0 };
    }
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#lines[slot] = position.line;
    this.#files[slot] = this.#fileIndex(position.file);
    this.#size += 1;
    return undefined;
  }

  /**
   * Tells whether a record was seen.
   *
   * @param recordId - The record's id.
   * @returns Whether its id was added before.
   */
  has(recordId: string): boolean {
    const { high, low } = fingerprint(recordId);
    return this.#high[this.#slot(high, low)] !== 0;
  }

  #fileIndex(file: string): number {
    const last = this.#names.length - 1;
    if (this.#names[last] === file) return last;
    this.#names.push(file);
    return last + 1;
  }

  /** The slot that holds the hash, or the free one where it belongs. */
  #slot(high: number, low: number): number {
    const mask = this.#capacity - 1;
    let slot = low & mask;
    while (this.#high[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [high, low, lines, files] = [this.#high, this.#low, this.#lines, this.#files];
    this.#capacity *= 2;
    this.#high = new Float64Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#lines = new Uint32Array(this.#capacity);
    this.#files = new Uint16Array(this.#capacity);
    for (let old = 0; old < high.length; old += 1) {
      const value = high[old] ?? 0;
      if (value === 0) continue;
      const slot = this.#slot(value, low[old] ?? 0);
      this.#high[slot] = value;
      this.#low[slot] = low[old] ?? 0;
      this.#lines[slot] = lines[old] ?? 0;
      this.#files[slot] = files[old] ?? 0;
    }
  }
}
