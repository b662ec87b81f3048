import {
  type CreditQuery,
  type CreditStatement,
  type StatedCredit,
  toStatedCredit,
} from "../stated-credit.ts";
import { FILTER, filterValues } from "./filter.ts";
import type { Statements } from "./statements.ts";

/** Revisions are few beside all facts, and have an index; one that brings another record is stated for both. */
const CREDITS = `SELECT c.at, c.body AS stated, e.body AS content
  FROM entries c INDEXED BY revisions
  CROSS JOIN records r ON r.seq = c.record
  CROSS JOIN entries e ON e.seq = coalesce(r.content, r.seq)
  WHERE c.kind = 'revision' AND c.body ->> '$.credit' IS NOT NULL
    AND c.body ->> '$.record' = e.body ->> '$.recordId' AND ${FILTER} ORDER BY c.seq`;

/**
 * Reads what corrections left to be credited.
 *
 * @param statements - The database's statements.
 * @param query - For which records.
 * @returns The credits in the order in which they were stated.
 */
export function readCredits(statements: Statements, query: CreditQuery): StatedCredit[] {
  return statements.all<CreditStatement>(CREDITS, ...filterValues(query)).map(toStatedCredit);
}
