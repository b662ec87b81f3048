/** How long deliveries that a process held when it was killed or stopped waited for another one. */
export interface FailOvers {
  /** Takes note of what a process held. */
  lose(deliveryIds: Iterable<string>): void;
  /** Takes note of a claim. */
  claim(deliveryId: string): void;
  /** The times between both, in milliseconds. */
  readonly times: readonly number[];
}

/**
 * Measures fail-overs. A delivery that was settled just before its process was killed is not handed
 * out again, and not counted.
 *
 * @returns The measurement.
 */
export function createFailOvers(): FailOvers {
  const lostAt = new Map<string, number>();
  const times: number[] = [];
  return {
    times,
    lose: (deliveryIds) => {
      for (const id of deliveryIds) lostAt.set(id, performance.now());
    },
    claim: (deliveryId) => {
      const lost = lostAt.get(deliveryId);
      if (lost === undefined) return;
      lostAt.delete(deliveryId);
      times.push(performance.now() - lost);
    },
  };
}
