/** Which components of two documents stand for each other, by how often they meet in one place. */
export class Partners {
  readonly #met = new Map<string, Map<string, number>>();
  readonly #usual: ReadonlyMap<string, string> | undefined;

  /**
   * Begins without knowledge, or with what an earlier comparison has met.
   *
   * @param earlier - The partners of the same documents, all met.
   */
  constructor(earlier?: Partners) {
    this.#usual = earlier?.usual();
  }

  /**
   * Notes that two schemas stand in the same place.
   *
   * @param ours - The component of the committed document; undefined when the schema is written out.
   * @param theirs - The component of the upstream document.
   * @returns Whether they are the usual ones for each other.
   */
  meet(ours: string | undefined, theirs = ""): boolean {
    if (ours === undefined) return false;
    const met = this.#met.get(ours) ?? new Map<string, number>();
    this.#met.set(ours, met.set(theirs, (met.get(theirs) ?? 0) + 1));
    return (this.#usual?.get(ours) ?? theirs) === theirs;
  }

  /**
   * Gives the component of theirs that stands most often where one of ours stands.
   *
   * @returns By the name of ours; the empty name for a schema that is written out.
   */
  usual(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#met].map(([ours, met]) => {
        const [first] = [...met].toSorted(
          ([left, many], [right, more]) =>
            more - many || Number(left === "") - Number(right === "") || (left < right ? -1 : 1),
        );
        return [ours, first?.[0] ?? ""];
      }),
    );
  }
}
