/** 84 bits of an id's hash: 52 that a double holds exactly, never 0, and 32. */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

/** Where something stands, in numbers. */
export interface Place {
  readonly line: number;
  readonly file: number;
}

const FIRST_CAPACITY = 1 << 8;

/** A table from fingerprints to places, in typed arrays: 18 bytes a slot, open addressing. */
export class PlaceTable {
  #capacity = FIRST_CAPACITY;
  #high = new Float64Array(FIRST_CAPACITY);
  #low = new Uint32Array(FIRST_CAPACITY);
  #lines = new Uint32Array(FIRST_CAPACITY);
  #files = new Uint16Array(FIRST_CAPACITY);
  #size = 0;

  /**
   * Looks a fingerprint up.
   *
   * @param fingerprint - The fingerprint.
   * @returns Its place; undefined when it is not in the table.
   */
  find({ high, low }: Fingerprint): Place | undefined {
    const slot = this.#slot(high, low);
    if (this.#high[slot] === 0) return undefined;
    return { line: this.#lines[slot] ?? 0, file: this.#files[slot] ?? 0 };
  }

  /**
   * Puts a fingerprint into the table.
   *
   * @param fingerprint - A fingerprint that is not in it.
   * @param place - Its place.
   */
  insert({ high, low }: Fingerprint, place: Place): void {
    if (this.#size * 4 >= this.#capacity * 3) this.#grow();
    this.#put(this.#slot(high, low), { high, low, ...place });
    this.#size += 1;
  }

  #put(slot: number, { high, low, line, file }: Fingerprint & Place): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#lines[slot] = line;
    this.#files[slot] = file;
  }

  /** The slot that holds the fingerprint, or the free one where it belongs. */
  #slot(high: number, low: number): number {
    const mask = this.#capacity - 1;
    let slot = low & mask;
    while (this.#high[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [highs, lows, lines, files] = [this.#high, this.#low, this.#lines, this.#files];
    this.#capacity *= 2;
    this.#high = new Float64Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#lines = new Uint32Array(this.#capacity);
    this.#files = new Uint16Array(this.#capacity);
    for (const [old, high] of highs.entries()) {
      if (high === 0) continue;
      const low = lows[old] ?? 0;
      const place = { line: lines[old] ?? 0, file: files[old] ?? 0 };
      this.#put(this.#slot(high, low), { high, low, ...place });
    }
  }
}
