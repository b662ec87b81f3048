import type { Ledger, LedgerRecord, RecordState } from "@usage-billing/ledger";
import { BadRequest } from "../server/bad-request.ts";
import type { RecordPage } from "../views.ts";
import { takeBreaths } from "./breathe.ts";
import { FAILED_STATES, LISTED_STATES } from "./listed-states.ts";
import { toRow } from "./to-row.ts";

const PAGE_SIZE = 50;
const PAGES = 200;

/** Which records are listed. */
export interface ListQuery {
  readonly states: readonly RecordState[];
  readonly channels: readonly string[];
  /** Of which page, from 0. */
  readonly page: number;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

function readStates(text: string | null): readonly RecordState[] {
  if (text === null || text === "") return FAILED_STATES;
  const listed: readonly string[] = LISTED_STATES;
  const states = text.split(",");
  if (states.every((state) => listed.includes(state))) return states as RecordState[];
  throw new BadRequest(400, `Records are listed in the states ${listed.join(", ")}.`);
}

function readPage(text: string | null): number {
  const page = text ?? "0";
  if (/^\d{1,3}$/.test(page) && Number(page) < PAGES) return Number(page);
  throw new BadRequest(400, `There are the pages 0 to ${PAGES - 1}.`);
}

/**
 * Reads which records are asked for.
 *
 * @param query - What stands in the address.
 * @param channels - The channels that are shown.
 * @returns The query.
 * @throws {@link BadRequest} When a state, channel or page is none.
 */
export function readListQuery(
  query: URLSearchParams,
  channels: readonly string[],
): Omit<ListQuery, "signal"> {
  const states = readStates(query.get("states"));
  const page = readPage(query.get("page"));
  const channel = query.get("channel") ?? "";
  if (channel === "") return { states, channels, page };
  if (!channels.includes(channel)) throw new BadRequest(400, "There is no such channel here.");
  return { states, channels: [channel], page };
}

async function* readRecords(
  ledger: Ledger,
  { states, channels }: ListQuery,
): AsyncGenerator<LedgerRecord> {
  for (const channel of channels) yield* ledger.records({ channel, states });
}

/**
 * Lists a page of records in the order of channels, and of each in the order in which they were taken in.
 * It never reads behind the page.
 *
 * @param ledger - The ledger.
 * @param query - Which records.
 * @returns The page.
 */
export async function listRecords(ledger: Ledger, query: ListQuery): Promise<RecordPage> {
  const { page } = query;
  const first = page * PAGE_SIZE;
  const records: LedgerRecord[] = [];
  let [at, hasMore] = [0, false];
  for await (const held of takeBreaths(readRecords(ledger, query), query.signal)) {
    if (at >= first + PAGE_SIZE) {
      hasMore = true;
      break;
    }
    if (at >= first) records.push(held);
    at += 1;
  }
  const isLast = page + 1 >= PAGES;
  const rows = records.map(toRow);
  return { records: rows, page, hasMore: hasMore && !isLast, isCut: hasMore && isLast };
}
