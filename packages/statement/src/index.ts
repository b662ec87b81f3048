export {
  collectStatement,
  type StatementOptions,
  type StatementQuery,
} from "./collect-statement.ts";
export { formatOpenCsv } from "./csv/format-open-csv.ts";
export { formatStatementCsv } from "./csv/format-statement-csv.ts";
export { describePeriod } from "./describe-period.ts";
export { listOpenRecords } from "./list-open-records.ts";
export { countRecords, groupDigits, shorten, toVisible } from "./page/words.ts";
export { type PageOptions, renderStatementPage } from "./render-statement-page.ts";
export { OPEN_STATES, STANDINGS, STATE_MEANINGS, type StateMeaning } from "./standings.ts";
export type {
  Amount,
  ChannelTotal,
  ComparedAmounts,
  Counts,
  CreditLine,
  CreditNote,
  DayFigures,
  DaySeries,
  Figure,
  Figures,
  Funnel,
  MeterLine,
  MissingWindow,
  OpenCount,
  OpenList,
  OpenRecord,
  PeriodStanding,
  Reconciliation,
  ReconciliationLine,
  Standing,
  StatedPeriod,
  Statement,
  StatementRow,
} from "./statement.ts";
