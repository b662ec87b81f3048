import { UnsupportedOperationError } from "@usage-billing/core";

/**
 * Makes sure that an id names one thing: with an empty one, or one of dots, the address would be that
 * of a whole list.
 *
 * @param id - The id, of any form: the API's own forms have changed over the years.
 * @param what - What it is the id of, for the error.
 * @returns The id.
 * @throws {@link UnsupportedOperationError} When it is empty or only dots.
 */
export function pathId(id: string, what: string): string {
  if (typeof id === "string" && /[^.\s]/.test(id)) return id;
  throw new UnsupportedOperationError(`${JSON.stringify(id)} is no id of a ${what}`);
}
