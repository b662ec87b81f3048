/**
 * Which usages of a subscription to delete. 2Checkout deletes by criteria, and a request without any
 * may delete everything that the subscription has; this type cannot express that.
 */
export interface DeleteCriteria {
  /** The one usage to delete. */
  readonly UsageReference: number;
}

/**
 * Makes criteria from a reference.
 *
 * @param reference - The usage's reference, decimal digits.
 * @returns Criteria that match one usage.
 * @throws TypeError When the reference is anything else; no request must be sent then.
 */
export function toDeleteCriteria(reference: string): DeleteCriteria {
  const number = Number(reference);
  if (!/^[1-9]\d*$/.test(reference) || !Number.isSafeInteger(number)) {
    throw new TypeError(
      `"${reference}" is no usage reference; without one a deletion is never sent`,
    );
  }
  return { UsageReference: number };
}
