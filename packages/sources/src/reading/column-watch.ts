import type { Row } from "../text/read-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import type { RawRows } from "./raw-rows.ts";

const MOST_COLUMNS = 1_000;

/** How the columns of a source differ from those that it had. */
export interface ColumnChange {
  /** Columns that are new. */
  readonly added: readonly string[];
  /** Columns that are gone. */
  readonly removed: readonly string[];
}

/**
 * Compares the columns of a source with those that it had; their order does not count.
 *
 * @param before - The columns that it had.
 * @param now - The columns that it has.
 * @returns What changed; undefined when nothing did.
 */
export function compareColumns(
  before: readonly string[],
  now: readonly string[],
): ColumnChange | undefined {
  const added = now.filter((column) => !before.includes(column));
  const removed = before.filter((column) => !now.includes(column));
  return added.length + removed.length === 0 ? undefined : { added, removed };
}

function describe({ added, removed }: ColumnChange): string {
  const lists = [
    ...(added.length > 0 ? [`has the new columns ${added.join(", ")}`] : []),
    ...(removed.length > 0 ? [`lacks the columns ${removed.join(", ")}`] : []),
  ];
  return lists.join(" and ");
}

/** Sees to it that a source has the columns that it had, in all of its files. */
export class ColumnWatch {
  readonly #expected: readonly string[] | undefined;
  readonly #fix: string;
  readonly #seen = new Set<string>();
  #shared: readonly string[] | undefined;
  #last: readonly string[] | undefined;
  #file = "";

  /**
   * Makes a watch.
   *
   * @param source - The source's name.
   * @param expected - The columns that it has to have, if any are known.
   */
  constructor(source: string, expected: readonly string[] | undefined) {
    this.#expected = expected;
    this.#fix = `Mend the source, or, when the change is meant, list its columns under "sources.${source}.expectColumns" in the configuration`;
  }

  /** The columns seen so far. */
  get columns(): readonly string[] {
    return [...this.#seen];
  }

  /**
   * Looks at the columns of rows.
   *
   * @param piece - The rows.
   * @throws {@link UnreadableInput} When they differ.
   */
  look(piece: RawRows): void {
    const { file, rows } = piece;
    const columns = piece.sourceColumns ?? piece.columns;
    this.#file = file;
    if (columns !== undefined) this.#lookAtShared(file, columns);
    else for (const row of rows) this.#lookAtRow(file, row);
  }

  /**
   * Looks at what was missing to the end.
   *
   * @throws {@link UnreadableInput} When a column never came.
   */
  finish(): void {
    if (this.#expected === undefined || this.#seen.size === 0) return;
    this.#compare(this.#file, this.#expected, this.columns);
  }

  #lookAtShared(file: string, columns: readonly string[]): void {
    if (columns === this.#last) return;
    this.#last = columns;
    if (this.#expected !== undefined) this.#compare(file, this.#expected, columns);
    else if (this.#shared !== undefined) this.#compare(file, this.#shared, columns);
    this.#shared ??= columns;
    for (const column of columns) this.#seen.add(column);
  }

  #lookAtRow(file: string, { columns, line }: Row): void {
    for (const column of columns) this.#take(column, file, line);
  }

  #take(column: string, file: string, line: number): void {
    if (this.#seen.has(column)) return;
    if (this.#expected !== undefined && !this.#expected.includes(column)) {
      throw this.#changed(file, { added: [column], removed: [] }, line);
    }
    if (this.#seen.size === MOST_COLUMNS) {
      const message = `has more than ${MOST_COLUMNS} different columns`;
      throw new UnreadableInput({ file, line, rule: "too-many-columns", message });
    }
    this.#seen.add(column);
  }

  #compare(file: string, before: readonly string[], now: readonly string[]): void {
    const change = compareColumns(before, now);
    if (change !== undefined) throw this.#changed(file, change);
  }

  #changed(file: string, change: ColumnChange, line?: number): UnreadableInput {
    const message = `the source ${describe(change)}`;
    const place = line === undefined ? { file } : { file, line };
    return new UnreadableInput({ ...place, rule: "changed-columns", message, fix: this.#fix });
  }
}
