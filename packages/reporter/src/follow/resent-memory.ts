/** A delivery of which the channel may get a second copy late. */
export interface Resent {
  readonly deliveryId: string;
  readonly channel: string;
  /** When it was sent again, by the reporter's clock. */
  readonly at: number;
}

/** More than a process can send again within the window of any channel that works at all. */
const MOST = 100_000;

/**
 * Remembers, in this process, what was sent again after read-back had found nothing: if the first
 * request comes to the channel late, it holds the usage twice, so these are looked at once more.
 */
export class ResentMemory {
  readonly #resent = new Map<string, Resent>();
  readonly #released = new Set<string>();

  /**
   * Remembers records that left their delivery because the channel did not show them.
   *
   * @param recordIds - Their ids.
   */
  addReleased(recordIds: readonly string[]): void {
    for (const recordId of recordIds) {
      if (this.#released.size < MOST) this.#released.add(recordId);
    }
  }

  /**
   * Tells whether one of the records was released before, and forgets that.
   *
   * @param recordIds - The records of a new delivery.
   * @returns Whether the delivery sends something again.
   */
  takeReleased(recordIds: readonly string[]): boolean {
    return recordIds.filter((recordId) => this.#released.delete(recordId)).length > 0;
  }

  /**
   * Remembers a delivery that is sent again.
   *
   * @param resent - The delivery.
   */
  add(resent: Resent): void {
    if (this.#resent.size < MOST) this.#resent.set(resent.deliveryId, resent);
  }

  /** How many deliveries were sent again and were not looked at since. */
  get size(): number {
    return this.#resent.size;
  }

  /**
   * Lists the deliveries of a channel that were sent again at a time or before.
   *
   * @param channel - The channel.
   * @param until - The time.
   * @returns Their ids.
   */
  listDue(channel: string, until: number): readonly string[] {
    return [...this.#resent.values()]
      .filter((resent) => resent.channel === channel && resent.at <= until)
      .map(({ deliveryId }) => deliveryId);
  }

  /**
   * Forgets a delivery that was looked at since it was sent again.
   *
   * @param deliveryId - Its id.
   */
  forget(deliveryId: string): void {
    this.#resent.delete(deliveryId);
  }
}
