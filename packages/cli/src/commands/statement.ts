import type { Ledger } from "@usage-billing/ledger";
import {
  collectStatement,
  formatOpenCsv,
  formatStatementCsv,
  listOpenRecords,
  renderStatementPage,
  type StatementOptions as Selection,
  type Statement,
} from "@usage-billing/statement";
import { EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { parseBillingPeriod } from "../input/parse-billing-period.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { formatStatement } from "../output/statement-output.ts";
import { requireDifferentFiles, writeWholeFile } from "../output/write-files.ts";
import { readProducts } from "../records/read-products.ts";
import { requireChannel } from "./require-channel.ts";

/** What `usage-billing statement` takes. */
export interface StatementOptions {
  readonly config: string;
  readonly period: string;
  /** The IANA name of the time zone whose days the period counts. */
  readonly zone?: string;
  readonly channel?: string;
  /** The file for the page. */
  readonly html?: string;
  /** The file for the rows. */
  readonly csv?: string;
  /** The file for all open records. */
  readonly openCsv?: string;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

function select(
  options: StatementOptions,
  configuration: Configuration,
  { signal }: CommandContext,
): Selection {
  const { channel, zone } = options;
  if (channel !== undefined) requireChannel(configuration, channel);
  return {
    signal,
    period: parseBillingPeriod(options.period, zone),
    ...(zone === undefined ? {} : { zone }),
    products: readProducts(configuration),
    ...(channel === undefined ? {} : { channels: [channel] }),
  };
}

async function writeFiles(
  { html, csv }: StatementOptions,
  statement: Statement,
): Promise<string[]> {
  if (html !== undefined) {
    const pieces = [renderStatementPage(statement)];
    await writeWholeFile({ option: "--html", file: html, pieces });
  }
  if (csv !== undefined) {
    const pieces = formatStatementCsv(statement);
    await writeWholeFile({ option: "--csv", file: csv, pieces });
  }
  return [html, csv].filter((file) => file !== undefined);
}

/** The open records are written while the ledger is read, because they may be more than memory holds. */
async function readLedger(
  ledger: Ledger,
  selection: Selection,
  { openCsv }: StatementOptions,
): Promise<Statement> {
  const statement = await collectStatement(ledger, selection);
  if (openCsv !== undefined) {
    const pieces = formatOpenCsv(listOpenRecords(ledger, selection));
    await writeWholeFile({ option: "--open-csv", file: openCsv, pieces });
  }
  return statement;
}

/**
 * States a period: on the terminal, as JSON, as a web page and as CSV.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function showStatement(
  options: StatementOptions,
  context: CommandContext,
): Promise<void> {
  const { html, csv, openCsv } = options;
  requireDifferentFiles({ "--html": html, "--csv": csv, "--open-csv": openCsv });
  const configuration = await loadConfiguration(options.config);
  const selection = select(options, configuration, context);
  const access = { create: false, wait: options.wait };
  const statement = await withLedger({ configuration, access, context }, (ledger) =>
    readLedger(ledger, selection, options),
  );
  const files = await writeFiles(options, statement);
  if (openCsv !== undefined) files.push(openCsv);
  if (options.json === true) context.print(JSON.stringify(statement));
  else for (const line of formatStatement(statement)) context.print(line);
  for (const file of files) context.warn(`Wrote ${file}`);
  context.end(statement.reconciliation.agrees ? EXIT.done : EXIT.open);
}
