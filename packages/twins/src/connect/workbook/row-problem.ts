/** Why a row is invalid. */
export interface RowProblem {
  /** The header of the column whose cell is wrong. */
  readonly column: string;
  /** What is wrong, with the platform's code where one is known. */
  readonly reason: string;
}
