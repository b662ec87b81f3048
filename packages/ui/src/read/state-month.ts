import type { Ledger } from "@usage-billing/ledger";
import { collectStatement, renderStatementPage } from "@usage-billing/statement";
import type { UiDesk } from "../options.ts";
import { BadRequest } from "../server/bad-request.ts";
import { takeBreaths } from "./breathe.ts";

function readPeriod(text: string, { parsePeriod, describeFailure }: UiDesk) {
  try {
    return parsePeriod(text);
  } catch (error) {
    const failure = describeFailure(error);
    if (failure === undefined) throw error;
    throw new BadRequest(400, failure.message);
  }
}

/**
 * Renders the statement of a period.
 *
 * @param ledger - The ledger.
 * @param asked - The period, as a person wrote it, and what ends the reading.
 * @param desk - Channels, products and the time.
 * @returns A page.
 * @throws {@link BadRequest} When the text is no period.
 */
export async function statePeriod(
  ledger: Ledger,
  { text, signal }: { readonly text: string; readonly signal: AbortSignal },
  desk: UiDesk,
): Promise<string> {
  const { channels, products, now = Date.now } = desk;
  const period = readPeriod(text, desk);
  const reader = {
    records: (query: Parameters<Ledger["records"]>[0]) =>
      takeBreaths(ledger.records(query), signal),
    sums: (query: Parameters<Ledger["sums"]>[0]) => ledger.sums(query),
    credits: (query: Parameters<Ledger["credits"]>[0]) => ledger.credits(query),
    windows: (query: Parameters<Ledger["windows"]>[0]) => ledger.windows(query),
  };
  const statement = await collectStatement(reader, {
    ...{ period, channels, now: now() },
    ...(products === undefined ? {} : { products }),
  });
  return renderStatementPage(statement);
}
