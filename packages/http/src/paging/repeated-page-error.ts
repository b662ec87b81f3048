import { stringifyExact } from "../json/stringify-exact.ts";

/**
 * Thrown by `pagesByNumber` and `pagesByOffset` when nobody tells how long a list is and a page holds the same
 * as the one before it: the server does not heed which page is asked for, and there would be no end.
 */
export class RepeatedPageError extends Error {
  override readonly name = "RepeatedPageError";

  /**
   * Makes the error.
   *
   * @param place - Which page was asked for, for example `page 2` or `offset 100`.
   */
  constructor(place: string) {
    super(
      `the server answered the same again for ${place}: it does not heed which page it is asked for`,
    );
  }
}

/**
 * Makes what looks at each page of a list and throws when it is the one before it once more.
 *
 * @returns Takes a page that holds something, and which one was asked for.
 */
export function createRepetitionGuard(): (items: readonly unknown[], place: string) => void {
  let before: string | undefined;
  return (items, place) => {
    const now = stringifyExact(items);
    if (now === before) throw new RepeatedPageError(place);
    before = now;
  };
}
