const ID = /^[@~\-.\w]{1,50}$/;

/**
 * Tells whether a text can be the id of a subscription: at most 50 letters, digits and `@ ~ - . _`,
 * by Rebilly's document.
 *
 * @param text - The text.
 * @returns Whether Rebilly would take it.
 */
export function isSubscriptionId(text: string): boolean {
  return ID.test(text);
}

/**
 * Tells whether usage can be listed by a subscription's id. Rebilly's filters read a leading `@` as the
 * name of a list and two dots as a range, and no way to escape them is published.
 *
 * @param id - The id of a subscription.
 * @returns Whether a filter can name it.
 */
export function isFilterable(id: string): boolean {
  return isSubscriptionId(id) && !id.startsWith("@") && !id.includes("..");
}
