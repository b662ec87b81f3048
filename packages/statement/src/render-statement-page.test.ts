import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { fillLedger } from "./__fixtures__/fill-ledger.ts";
import { OCTOBER, sampleMonth } from "./__fixtures__/sample-month.ts";
import { withTemporaryLedger } from "./__fixtures__/temporary-ledger.ts";
import { collectStatement } from "./collect-statement.ts";
import { groupDigits, toVisible } from "./page/words.ts";
import { renderStatementPage } from "./render-statement-page.ts";
import type { OpenRecord, Statement, StatementRow } from "./statement.ts";

let statement: Statement;
beforeAll(async () => {
  statement = await withTemporaryLedger(async (ledger) => {
    await fillLedger(ledger, sampleMonth());
    return collectStatement(ledger, { period: OCTOBER, now: Date.UTC(2026, 10, 2) });
  });
});

function repeat<Item>(items: readonly Item[], length: number): Item[] {
  return Array.from({ length }, (_, at) => items[at % items.length] as Item);
}

describe("renderStatementPage", () => {
  it("escapes whatever stands in the ledger", () => {
    const page = renderStatementPage(statement);
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script>alert('a')&lt;/script>");
    expect(page).toContain("&lt;was> &quot;found&quot; &amp; kept");
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("forbids everything but its own style and script", () => {
    const page = renderStatementPage(statement);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const hashOf = (tag: string) => {
      const [, text = ""] = new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`).exec(page) ?? [];
      return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    };
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${hashOf("script")}`,
      `style-src ${hashOf("style")}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(/\s(?:style|on\w+|src)=/);
    expect(page).not.toMatch(/https?:/);
  });

  it("shows every figure of the rows exactly", () => {
    const page = renderStatementPage(statement);
    for (const { figures } of [...statement.rows, ...statement.meters]) {
      for (const { quantity } of Object.values(figures)) {
        expect(page).toContain(`<data value="${quantity}"`);
        expect(page).toContain(`>${groupDigits(quantity)}</data>`);
      }
    }
  });

  it("stays small with 100,000 open records and as many rows, and says what is left out", () => {
    const total = 100_000;
    const long: OpenRecord = {
      ...(statement.open.records[0] as OpenRecord),
      reason: "x".repeat(9_999),
    };
    const page = renderStatementPage({
      ...statement,
      open: { ...statement.open, total, records: repeat([long], 1_000) },
      rows: repeat(statement.rows as readonly StatementRow[], total),
      series: repeat(statement.series, 300),
    });
    expect(page.length).toBeLessThan(3_000_000);
    expect(page).toContain("99,000 records more are open and not listed here");
    expect(page).toContain("usage-billing statement --open-csv FILE");
    expect(page).toContain("The first 1,000 of 100,000 are shown.");
    expect(page).toContain("meters with fewer records are not drawn");
  });

  it("is bounded however many meters, channels and windows there are", () => {
    const missing = [{ source: "s", channel: "c", period: statement.period, reason: "cut off" }];
    const page = renderStatementPage(
      {
        ...statement,
        missing: repeat(missing, 5_000),
        meters: repeat(statement.meters, 5_000),
        credits: repeat(statement.credits, 5_000),
        reconciliation: {
          agrees: false,
          lines: repeat(statement.reconciliation.lines, 5_000),
          credits: repeat(statement.reconciliation.credits, 5_000),
        },
      },
      { rowLimit: 10, chartLimit: 1 },
    );
    expect(page.length).toBeLessThan(200_000);
    expect(page).toContain("And 4990 more");
    expect(page.match(/<bdi>rebilly-usage-6-15<\/bdi>/g)).toHaveLength(10);
    expect(page).toContain("The first 10 of 5,000 are shown.");
    expect(page).toContain("Make the statement again.");
  });

  it("lists the credit notes to ask for, and compares their sum with the ledger", () => {
    const page = renderStatementPage(statement);
    const [, section = ""] = /<section id="credits"(.*?)<\/section>/s.exec(page) ?? [];
    expect(section).toContain(">Credited outside the API</h2>");
    expect(section).toContain('<data value="0.5">0.5</data>');
    expect(section).toContain("<bdi>inv-rebilly-usage-6-15</bdi>");
    expect(section).toContain("<bdi>metered &lt;twice></bdi>");
    expect(page).toContain(">credited outside the API</th>");
    expect(page).toMatch(
      /Credited<\/dt><dd><data value="1">1<\/data><small>records, outside the API</,
    );
    const none = renderStatementPage({ ...statement, credits: [] });
    expect(none).toContain("Nothing is to be credited outside the API.");
  });

  it("marks a period that is still open, one that is not settled and one that is", () => {
    const marked = (standing: Statement["standing"]) =>
      renderStatementPage({ ...statement, standing });
    expect(marked("running")).toContain("Period still open");
    expect(marked("open")).toContain("Not settled");
    expect(marked("settled")).toContain(">Settled<");
  });

  it("is a page of nothing when nothing was used", async () => {
    const empty = await withTemporaryLedger((ledger) =>
      collectStatement(ledger, { period: OCTOBER, now: Date.UTC(2026, 10, 2) }),
    );
    const page = renderStatementPage(empty);
    expect(page).toContain("There is no usage in this period.");
    expect(page).toContain("Nothing is open.");
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("what is shown of texts and numbers", () => {
  it("makes letters visible that would hide or turn others", () => {
    expect(toVisible("a\u0000b\u202Ec\nd")).toBe("a\\u{0}b\\u{202e}c\\u{a}d");
    expect(toVisible("Zürich 東京 👍")).toBe("Zürich 東京 👍");
  });

  it.each([
    ["0", "0"],
    ["-1234.5678", "-1,234.5678"],
    ["123", "123"],
    ["1234567", "1,234,567"],
    ["0.0001234", "0.0001234"],
  ])("groups the digits of %s as %s", (decimal, text) => {
    expect(groupDigits(decimal)).toBe(text);
  });
});
