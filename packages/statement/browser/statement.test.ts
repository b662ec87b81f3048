import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  findAccessibilityProblems,
  launchBrowser,
  type OpenPage,
  openPage,
  type PageOptions,
} from "@usage-billing/browser-testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fillLedger } from "../src/__fixtures__/fill-ledger.ts";
import { OCTOBER, sampleMonth } from "../src/__fixtures__/sample-month.ts";
import { withTemporaryLedger } from "../src/__fixtures__/temporary-ledger.ts";
import { collectStatement, renderStatementPage, type Statement } from "../src/index.ts";

const DESKTOP = { viewport: { width: 1_280, height: 900 }, reducedMotion: "reduce" } as const;
const PHONE = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" } as const;

let browser: Browser;
let statement: Statement;
let folder: string;
const opened: Page[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "statement-page-"));
  statement = await withTemporaryLedger(async (ledger) => {
    await fillLedger(ledger, sampleMonth());
    const window = { source: "meters", channel: "rebilly", period: OCTOBER, records: 0 } as const;
    await ledger.commitWindow({ ...window, state: "failed", reason: "cut off" });
    return collectStatement(ledger, { period: OCTOBER, now: Date.UTC(2026, 10, 2) });
  });
  browser = await launchBrowser();
});
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Opens the page as somebody does who got it by mail: from a file. */
async function open(options: PageOptions, stated: Statement = statement): Promise<OpenPage> {
  const file = join(folder, "statement.html");
  writeFileSync(file, renderStatementPage(stated));
  const result = await openPage(browser, options);
  opened.push(result.page);
  await result.page.goto(pathToFileURL(file).href);
  return result;
}

/** The same with a few cells of every kind, because every one of them is judged. */
function shorten({ series, open: list, ...rest }: Statement): Statement {
  const ofEachState = new Map(list.records.map((record) => [record.state, record]));
  return {
    ...rest,
    series: series.map(({ days, ...names }) => ({ ...names, days: days.slice(0, 2) })),
    open: { ...list, records: [...ofEachState.values()] },
  };
}

/** The ids of the open records that can be seen. */
function shownRecords(page: Page): Promise<readonly string[]> {
  return page.locator("#open-table tbody tr:visible th > bdi").allTextContents();
}

describe("the page of a statement", () => {
  it.each([
    ["in light", DESKTOP],
    ["on a phone in dark", { ...PHONE, colorScheme: "dark" }],
  ] as const)("breaks no rule of accessibility %s, with all of it unfolded", async (_, options) => {
    const { page, errors } = await open(options, shorten(statement));
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await findAccessibilityProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("reaches nobody, and could not if it tried", async () => {
    const { page, requests, errors } = await open(DESKTOP);
    expect(requests).toEqual([page.url()]);
    const failures: (string | undefined)[] = [];
    page.on("requestfailed", (request) => failures.push(request.failure()?.errorText));
    await page.evaluate(() => {
      const image = document.createElement("img");
      image.src = "https://example.com/a.png";
      document.body.append(image);
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken over'";
      document.body.append(script);
    });
    const sent = await page.evaluate(() =>
      fetch("https://example.com/").then(
        () => "sent",
        () => "refused",
      ),
    );
    expect([sent, await page.title()]).toEqual(["refused", "Usage statement October 2026"]);
    expect(failures).toEqual(["csp"]);
    const told = errors.filter((line) => line.includes("Content Security Policy"));
    expect(told.length).toBeGreaterThanOrEqual(3);
  });

  it("shows names from the ledger as text, whatever is in them", async () => {
    const { page, errors } = await open(DESKTOP);
    expect(await page.locator("#rows-table").textContent()).toContain(
      "<script>alert('a')</script>",
    );
    expect(await page.locator("script").count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it("is not wider than a narrow phone, a phone, a tablet or a desk", async () => {
    const { page } = await open(DESKTOP);
    for (const width of [320, 360, 768, 1_280]) {
      await page.setViewportSize({ width, height: 800 });
      const needed = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(needed).toBeLessThanOrEqual(width);
    }
  });

  it("draws every meter with its standings, and says of each day what it was", async () => {
    const { page } = await open(DESKTOP);
    const heights = await page
      .locator("svg.bars")
      .evaluateAll((charts) =>
        charts.map(
          (chart) => chart.querySelectorAll<SVGPathElement>("path.billed, path.open").length,
        ),
      );
    expect(heights).toEqual([2, 2, 2, 2]);
    const days = await page.locator("#days-0-table tbody tr").count();
    expect(days).toBe(statement.series[0]?.days.length);
    const hint = page.locator("svg.bars").first().locator("rect.hint title").first();
    expect(await hint.textContent()).toMatch(/^2026-10-01: billed [\d.,]+$/);
  });

  it("shows in dark what it shows in light, in other colours", async () => {
    const { page } = await open(DESKTOP);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await paper()).toBe("rgb(255, 255, 255)");
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await paper()).toBe("rgb(17, 22, 29)");
  });

  it("is all there without scripts, and offers no filter that would do nothing", async () => {
    const { page } = await open({ ...DESKTOP, javaScriptEnabled: false });
    expect(await shownRecords(page)).toHaveLength(48);
    expect(await page.locator("form:visible").count()).toBe(0);
  });
});

describe("the filter of what is open", () => {
  it("narrows down by words, channel and state, says how many are left, and shows all again", async () => {
    const { page } = await open(DESKTOP);
    const form = page.getByRole("search", { name: "Narrow down what is open" });
    const left = form.locator("output");
    expect(await left.textContent()).toBe("48 of 48 shown");
    await form.getByLabel("Channel").selectOption("connect");
    await form.getByLabel("State").selectOption("waiting");
    expect(await left.textContent()).toBe("7 of 48 shown");
    await form.getByLabel("Words").fill("transfer  0001");
    const ids = ["connect-TRANSFER-GB-3-30", "connect-TRANSFER-GB-3-31"];
    expect(await shownRecords(page)).toEqual(ids);
    await form.getByRole("button", { name: "Show all" }).click();
    await page.waitForFunction(() =>
      document.querySelector("#open output")?.textContent?.startsWith("48"),
    );
    expect(await shownRecords(page)).toHaveLength(48);
  });

  it("can be used by keyboard alone, with the focus to be seen", async () => {
    const { page } = await open(DESKTOP);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      "Skip to the figures",
    );
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    const words = page.locator("#open input");
    for (let presses = 0; presses < 40; presses += 1) {
      if (await words.evaluate((input) => input === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type("refused");
    expect(await shownRecords(page)).toEqual(["connect-STORAGE-GB-1-18"]);
    const outline = await words.evaluate((input) => getComputedStyle(input).outlineStyle);
    expect(outline).toBe("solid");
    for (const _ of ["channel", "state"]) await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const region = await page.evaluate(() => document.activeElement?.getAttribute("role"));
    expect(region).toBe("region");
  });
});

describe("the page on paper and to a screen reader", () => {
  it("prints everything of its tables in light, without what cannot be used on paper", async () => {
    const { page } = await open({ ...DESKTOP, colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const state = await page.evaluate(() => ({
      ink: getComputedStyle(document.body).color,
      cut: [...document.querySelectorAll(".scroll")].filter(
        ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1,
      ).length,
    }));
    expect(state).toEqual({ ink: "rgb(27, 36, 48)", cut: 0 });
    expect(await page.locator("nav:visible, form:visible, details:visible").count()).toBe(0);
    const pdf = await page.pdf({ format: "A4" });
    const pages = pdf.toString("latin1").match(/\/Type \/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThanOrEqual(3);
    expect(pages.length).toBeLessThanOrEqual(9);
  });

  it("has landmarks, headings in order, named tables and charts with words", async () => {
    const { page } = await open(DESKTOP);
    const tree = await page.locator("body").ariaSnapshot();
    for (const expected of [
      "- banner:",
      '- navigation "Parts of the statement"',
      "- main:",
      '- heading "October 2026" [level=1]',
      '- region "What is open"',
      '- table "Open records, the gravest and oldest first; times in UTC"',
      '- img "Bars of STORAGE-GB at connect per day. The table below has the figures."',
      '- list "Records of connect from planned to billed"',
      '- region "Credited outside the API"',
      '- table "Credit notes to ask for, in the order in which they were stated; times in UTC"',
      '- note "Usage that is missing"',
      "- contentinfo:",
    ]) {
      expect(tree).toContain(expected);
    }
    const levels = await page
      .locator("h1, h2, h3")
      .evaluateAll((all) => all.map((one) => one.tagName));
    expect(levels.filter((level) => level === "H1")).toEqual(["H1"]);
    expect(levels.indexOf("H2")).toBeLessThan(levels.indexOf("H3"));
  });
});
