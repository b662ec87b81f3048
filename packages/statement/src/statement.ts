import type { RecordState } from "@usage-billing/ledger";

/**
 * How far a piece of usage has come in the eyes of somebody who bills for it. Every piece stands in one:
 *
 * - `accepted`: the channel holds it, and names no invoice or order of it yet.
 * - `billed`: the channel holds it and names the invoice or order that bills it.
 * - `open`: something is left to do before the channel holds it for good.
 * - `disputed`: the channel took it, and says since that it holds something else.
 * - `corrected`: it was replaced or taken back, or is being replaced; it counts no more.
 * - `dismissed`: it was refused and is never to be billed, or is a correction that did not take place; it
 *   never counted.
 */
export type Standing = "accepted" | "billed" | "open" | "disputed" | "corrected" | "dismissed";

/**
 * What is added up of usage: how far it has come, `reported`, which is accepted, billed, open and disputed
 * together, and `credited`, what of it corrections left to be credited outside the API.
 */
export type Figure = Standing | "credited" | "reported";

/** Some records, and how much they are together. */
export interface Amount {
  /** How many records. A record of which the channel stored a part counts once, as accepted. */
  readonly records: number;
  /** Their sum in the meter's own unit: an exact decimal as text. */
  readonly quantity: string;
}

/** What was used, by how far it has come. */
export type Figures = Readonly<Record<Figure, Amount>>;

/** How many records have come how far; quantities of different meters cannot be added. */
export type Counts = Readonly<Record<Figure, number>>;

/** Usage of one meter of one product at one channel. */
export interface MeterLine {
  /** The channel's id. */
  readonly channel: string;
  /** The product, where the record or the channel's configuration names one. */
  readonly product?: string;
  /** The meter, where the channel has them. */
  readonly meter?: string;
  /** The figures. */
  readonly figures: Figures;
}

/** Usage of one meter by one subscription. */
export interface StatementRow extends MeterLine {
  /** The subscription. */
  readonly subscription: string;
}

/** The records of one channel, of every meter. */
export interface ChannelTotal {
  /** The channel's id. */
  readonly channel: string;
  /** How many records have come how far. */
  readonly counts: Counts;
}

/** What was used on one day. */
export interface DayFigures {
  /** The day in UTC, or in the statement's `zone`: `YYYY-MM-DD`. A record belongs to the day in which its period starts. */
  readonly day: string;
  /** How many records. */
  readonly records: number;
  /** Exact decimals as text. */
  readonly accepted: string;
  readonly billed: string;
  readonly open: string;
  readonly disputed: string;
}

/** The days of one meter at one channel on which there was usage, in order. */
export interface DaySeries {
  /** The channel's id. */
  readonly channel: string;
  /** The meter, where the channel has them. */
  readonly meter?: string;
  /** The days. */
  readonly days: readonly DayFigures[];
}

/** How many records of a channel came how far; each step counts those of the next one too. */
export interface Funnel {
  /** The channel's id. */
  readonly channel: string;
  /** Everything that is to be billed. */
  readonly planned: number;
  /** Of these, what went out or may have. */
  readonly sent: number;
  /** Of these, what the channel took, for good or for the time being. */
  readonly taken: number;
  /** Of these, what the channel accepted. */
  readonly accepted: number;
  /** Of these, what the channel billed. */
  readonly billed: number;
}

/** A record with which something is left to do. */
export interface OpenRecord {
  readonly recordId: string;
  readonly channel: string;
  readonly product?: string;
  readonly subscription: string;
  readonly meter?: string;
  /** What is to be billed: an exact decimal as text. */
  readonly quantity: string;
  /** When it was used: half-open, ISO 8601 in UTC. */
  readonly period: StatedPeriod;
  /** Where the ledger has it. */
  readonly state: RecordState;
  /** When it was taken in: ISO 8601 in UTC. */
  readonly takenInAt: string;
  /** Why it stands there, in the channel's words where it gave any. */
  readonly reason?: string;
}

/** Open records of one channel that stand alike. */
export interface OpenCount {
  readonly channel: string;
  readonly state: RecordState;
  readonly records: number;
}

/** What is open: all of it counted, and the gravest and oldest listed. */
export interface OpenList {
  /** How many there are. */
  readonly total: number;
  /** The same by channel and state, the gravest first. */
  readonly counts: readonly OpenCount[];
  /** The gravest, and of these the oldest, up to the limit that was asked for. */
  readonly records: readonly OpenRecord[];
}

/**
 * A credit note to ask a channel for: it billed more of a record than is true, and its API takes nothing back
 * of what is billed. What is billed, less what is credited, is the truth.
 */
export interface CreditNote {
  /** The record that was billed. */
  readonly recordId: string;
  readonly channel: string;
  readonly product?: string;
  readonly subscription: string;
  readonly meter?: string;
  /** What the channel has to credit: an exact decimal as text. */
  readonly credit: string;
  /** What was reported of the record: an exact decimal as text. */
  readonly quantity: string;
  /** When it was used: half-open, ISO 8601 in UTC. */
  readonly period: StatedPeriod;
  /** The invoice or order that bills it. */
  readonly billingReference?: string;
  /** The id of the record that reports the usage under another meter. */
  readonly replacement?: string;
  /** When the correction was made: ISO 8601 in UTC. */
  readonly statedAt: string;
  /** Why, in the words of who made it. */
  readonly reason: string;
  /** Who made it. */
  readonly by: string;
}

/** What is compared with the ledger. */
export interface ComparedAmounts {
  /** What this statement counts, whatever its standing. */
  readonly stated: Amount;
  /** What reaches into the period and started before it: it belongs to an earlier statement. */
  readonly elsewhere: Amount;
  /** What the ledger says of the period by itself. */
  readonly ledger: Amount;
}

/** One line of the comparison with the ledger's own sums. */
export interface ReconciliationLine extends ComparedAmounts {
  readonly channel: string;
  readonly meter?: string;
  readonly state: RecordState;
}

/** One line of the comparison with the credits that the ledger has. */
export interface CreditLine extends ComparedAmounts {
  readonly channel: string;
  readonly meter?: string;
}

/** The comparison of a statement with the ledger's own sums of every record in the period. */
export interface Reconciliation {
  /** Whether each line's `stated` and `elsewhere` are together what the ledger says. */
  readonly agrees: boolean;
  /** The lines, ordered by channel, meter and state. */
  readonly lines: readonly ReconciliationLine[];
  /** The same of what is to be credited, ordered by channel and meter; nothing where nothing is. */
  readonly credits: readonly CreditLine[];
}

/** A window of a source that was to be read for the period, and was not. */
export interface MissingWindow {
  readonly source: string;
  readonly channel: string;
  readonly period: StatedPeriod;
  /** Why. */
  readonly reason?: string;
}

/** A period as text: half-open, ISO 8601 in UTC. */
export interface StatedPeriod {
  readonly start: string;
  readonly end: string;
}

/**
 * How a period stands: `running` when it is not over, `open` when it is and something is left to do or a
 * source was not read, `settled` when nothing is.
 */
export type PeriodStanding = "running" | "open" | "settled";

/** Everything that is stated of a period, as plain data that JSON keeps. */
export interface Statement {
  /** What is stated: records of which the period starts in it. */
  readonly period: StatedPeriod;
  /** The IANA name of the time zone whose days `series` counts; UTC when left out. */
  readonly zone?: string;
  /** When the ledger was read: ISO 8601 in UTC. */
  readonly takenAt: string;
  /** How the period stands. */
  readonly standing: PeriodStanding;
  /** The records of every channel and meter. */
  readonly counts: Counts;
  /** By channel, ordered by its id. */
  readonly channels: readonly ChannelTotal[];
  /** By channel, product and meter, in that order. */
  readonly meters: readonly MeterLine[];
  /** By channel, product, subscription and meter, in that order. */
  readonly rows: readonly StatementRow[];
  /** By channel and meter, each with its days. */
  readonly series: readonly DaySeries[];
  /** By channel. */
  readonly funnel: readonly Funnel[];
  /** What is left to do. */
  readonly open: OpenList;
  /** What is to be credited outside the API, in the order in which it was stated. */
  readonly credits: readonly CreditNote[];
  /** Windows of sources that were not read. */
  readonly missing: readonly MissingWindow[];
  /** The comparison with the ledger. */
  readonly reconciliation: Reconciliation;
}
