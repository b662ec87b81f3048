import { createHash } from "node:crypto";
import type { VNode } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { describePeriod } from "./describe-period.ts";
import { SCRIPT, STYLE } from "./generated/assets.ts";
import { renderCredits } from "./page/credit-table.ts";
import { renderDays } from "./page/days.ts";
import { element } from "./page/element.ts";
import { renderFunnel } from "./page/funnel.ts";
import { renderGlossary } from "./page/glossary.ts";
import { renderHeader, renderMissing, renderNavigation } from "./page/header.ts";
import { renderMeters, renderRows } from "./page/line-tables.ts";
import { renderOpen } from "./page/open-table.ts";
import { renderReconciliation } from "./page/reconciliation.ts";
import { renderSummary } from "./page/summary.ts";
import type { Statement } from "./statement.ts";

/** How much a page shows; what is left out is said in it. */
export interface PageOptions {
  /** How many lines of a table; 1,000 when left out. */
  readonly rowLimit?: number;
  /** How many charts; 12 when left out. */
  readonly chartLimit?: number;
}

const ROW_LIMIT = 1_000;
const CHART_LIMIT = 12;
const NAMED_WINDOWS = 10;

function toSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Nothing may be fetched or sent, and nothing runs but what was written here. */
const POLICY = [
  "default-src 'none'",
  `script-src ${toSource(SCRIPT)}`,
  `style-src ${toSource(STYLE)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function renderHead(title: string): VNode {
  const raw = (text: string) => ({ dangerouslySetInnerHTML: { __html: text } });
  return element("head", {}, [
    element("meta", { charSet: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "referrer", content: "no-referrer" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("title", {}, title),
    element("style", raw(STYLE)),
    // Modules run when the page has been read, and are not fetched when they stand in it.
    element("script", { type: "module", ...raw(SCRIPT) }),
  ]);
}

/**
 * Renders a statement as one page that needs nothing beside itself and reaches nobody: charts, tables and
 * the form to narrow them down are in it. It is bounded, however much is stated.
 *
 * @param statement - The statement.
 * @param options - How much the page shows.
 * @returns HTML.
 * @example
 * ```ts
 * writeFileSync("october.html", renderStatementPage(await collectStatement(ledger, { period })));
 * ```
 */
export function renderStatementPage(statement: Statement, options: PageOptions = {}): string {
  const { rowLimit = ROW_LIMIT, chartLimit = CHART_LIMIT } = options;
  const main = [
    renderMissing(statement, NAMED_WINDOWS),
    renderSummary(statement),
    renderDays(statement, chartLimit),
    renderFunnel(statement),
    renderMeters(statement, rowLimit),
    renderOpen(statement),
    renderCredits(statement, rowLimit),
    renderRows(statement, rowLimit),
    renderReconciliation(statement, rowLimit),
    renderGlossary(),
  ];
  const body = [
    element("a", { class: "skip", href: "#main" }, "Skip to the figures"),
    renderHeader(statement),
    renderNavigation(),
    element("main", { id: "main", tabIndex: -1 }, main),
    element(
      "footer",
      {},
      element("p", {}, "Made by usage-billing from its ledger. All times are UTC."),
    ),
  ];
  const head = renderHead(`Usage statement ${describePeriod(statement.period, statement.zone)}`);
  const page = element("html", { lang: "en" }, [head, element("body", {}, body)]);
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
}
