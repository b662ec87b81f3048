import { UnsupportedOperationError } from "@usage-billing/core";
import { checkText, type TextField } from "../check-text.ts";

/** The greatest length of notes and descriptions, in UTF-16 code units, from the API's document. */
export const NOTE_LENGTH = 200;
/** The greatest length of a file's name. */
export const NAME_LENGTH = 100;
/** The greatest length of a rule's text. */
export const RULE_LENGTH = 2000;

/**
 * Tells what is wrong with texts that are sent to the channel.
 *
 * @param texts - The texts.
 * @returns What is wrong, as one text; empty when nothing is.
 */
export function describeTextProblems(texts: readonly TextField[]): string {
  return texts
    .flatMap(checkText)
    .map(({ message, fix }) => `${message}. ${fix}`)
    .join(" ");
}

/**
 * Refuses texts that the channel would refuse, before anything is sent: control characters, markup,
 * more characters than a note takes.
 *
 * @param what - What the texts belong to, for the error.
 * @param texts - The texts.
 * @throws {@link UnsupportedOperationError} When one is wrong; the message names it and the rule.
 */
export function checkTexts(what: string, texts: readonly TextField[]): void {
  const problems = describeTextProblems(texts);
  if (problems !== "") throw new UnsupportedOperationError(`${what}: ${problems}`);
}
