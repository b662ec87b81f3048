import type { Clock } from "../clock.ts";
import type { ServiceChannelState } from "./service.ts";

/** Keeps how a service stands with each of its channels. */
export class ChannelStates {
  readonly #states: Map<string, ServiceChannelState>;
  readonly #clock: Clock;

  /**
   * Begins with nothing done.
   *
   * @param channels - The channels.
   * @param clock - The time.
   */
  constructor(channels: readonly string[], clock: Clock) {
    this.#states = new Map(channels.map((channel) => [channel, { channel, failures: 0 }]));
    this.#clock = clock;
  }

  /** Every channel, in order. */
  list(): readonly ServiceChannelState[] {
    return [...this.#states.values()];
  }

  /**
   * Notes how a channel fared.
   *
   * @param channel - The channel.
   * @param error - Its error; absent when all was well.
   * @returns How many times in a row it failed.
   */
  note(channel: string, error?: Error): number {
    const { error: _, ...before } = this.#get(channel);
    const after =
      error === undefined
        ? { ...before, failures: 0, succeededAt: this.#clock.now() }
        : { ...before, failures: before.failures + 1, error };
    this.#states.set(channel, after);
    return after.failures;
  }

  /**
   * Tells how often a channel failed in a row.
   *
   * @param channel - The channel.
   */
  failures(channel: string): number {
    return this.#get(channel).failures;
  }

  /**
   * Notes that a channel was followed.
   *
   * @param channel - The channel.
   */
  noteFollowed(channel: string): void {
    this.#states.set(channel, { ...this.#get(channel), followedAt: this.#clock.now() });
  }

  /**
   * Tells whether a channel is to be followed again.
   *
   * @param channel - The channel.
   * @param interval - How long after the last time, in milliseconds.
   */
  isFollowDue(channel: string, interval: number): boolean {
    if (interval === Number.POSITIVE_INFINITY) return false;
    const { followedAt } = this.#get(channel);
    return followedAt === undefined || this.#clock.now() - followedAt >= interval;
  }

  #get(channel: string): ServiceChannelState {
    return this.#states.get(channel) ?? { channel, failures: 0 };
  }
}
