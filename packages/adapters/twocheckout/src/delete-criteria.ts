import { toUsageReference } from "./usage-reference.ts";

/**
 * Which usages of a subscription to delete. 2Checkout deletes by criteria, and a request without any
 * may delete everything that the subscription has; this type cannot express that.
 */
export interface DeleteCriteria {
  /** The one usage to delete. */
  readonly UsageReference: number;
}

/**
 * Where the criteria of a deletion are written. The REST documentation does not say, and a
 * server that overlooks criteria may delete everything; `both` is seen by either kind.
 */
export type CriteriaCarriage = "both" | "query" | "body";

/** The parts of a request that carry criteria, as openapi-fetch takes them. */
export interface DeleteRequest {
  /** The criteria as query parameters. */
  readonly query: Partial<DeleteCriteria>;
  /** Stands for a body; the document has none, so the client's types know none. */
  readonly body?: never;
  /** Writes the body. */
  readonly bodySerializer?: () => string;
}

/**
 * Makes criteria from a reference.
 *
 * @param reference - The usage's reference, decimal digits.
 * @returns Criteria that match one usage.
 * @throws TypeError When the reference is anything else; no request must be sent then.
 */
export function toDeleteCriteria(reference: string): DeleteCriteria {
  return { UsageReference: toUsageReference(reference) };
}

/**
 * Writes criteria into a request.
 *
 * @param criteria - What to delete.
 * @param carriage - Where the criteria are written.
 * @returns The parts of the request.
 * @throws TypeError When there are no criteria, whatever the types said.
 */
export function toDeleteRequest(
  criteria: DeleteCriteria,
  carriage: CriteriaCarriage,
): DeleteRequest {
  const UsageReference = toUsageReference(String(criteria.UsageReference));
  const query = carriage === "body" ? {} : { UsageReference };
  if (carriage === "query") return { query };
  const text = JSON.stringify({ UsageReference });
  return { query, body: {} as never, bodySerializer: () => text };
}
