import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

/** What can be bound to a statement. */
export type Value = SQLInputValue;

/** Statements, each prepared once. */
export interface Statements {
  /** Runs a query of at most one row. */
  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined;
  /** Runs a query. */
  all<Row>(sql: string, ...values: readonly Value[]): Row[];
  /** Runs a query and gives one row at a time; finish before anything else is run. */
  iterate<Row>(sql: string, ...values: readonly Value[]): Iterable<Row>;
  /** Runs a statement and tells how many rows it changed. */
  run(sql: string, ...values: readonly Value[]): number;
}

/**
 * Puts prepared statements on a database.
 *
 * @param database - The database.
 * @returns The statements.
 */
export function createStatements(database: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>();

  function statement(sql: string): StatementSync {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const created = database.prepare(sql);
    prepared.set(sql, created);
    return created;
  }

  return {
    get: <Row>(sql: string, ...values: readonly Value[]) =>
      statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: readonly Value[]) => statement(sql).all(...values) as Row[],
    iterate: <Row>(sql: string, ...values: readonly Value[]) =>
      statement(sql).iterate(...values) as Iterable<Row>,
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
  };
}
