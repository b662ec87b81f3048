import type { ConnectRecord } from "../records/connect-record.ts";

const MAXIMUM_LENGTH = 200;

/**
 * Sums up why a file is invalid.
 *
 * @param records - All records of the file.
 * @returns At most 200 characters; nothing when every record is valid.
 */
export function summarizeProblems(records: readonly ConnectRecord[]): string | null {
  const wrong = records.filter(({ problems }) => problems.length > 0);
  if (wrong.length === 0) return null;
  const causes = wrong.map(({ row, problems }) => {
    const [first] = problems;
    return `row ${row.line}, ${first?.column}: ${first?.reason}`;
  });
  const text = `${wrong.length} of ${records.length} records are invalid: ${causes.join("; ")}`;
  return text.length <= MAXIMUM_LENGTH ? text : `${text.slice(0, MAXIMUM_LENGTH - 1)}…`;
}
