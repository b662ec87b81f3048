import { launchBrowser, openPage } from "@usage-billing/browser-testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDesk, type TestDesk } from "../src/__fixtures__/create-desk.ts";
import { startUi, type UiServer } from "../src/start-ui.ts";

let browser: Browser;
let desk: TestDesk;
let ui: UiServer;
const opened: Page[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  desk = await createTestDesk();
  ui = await startUi({ desk });
});
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
  await ui.close();
  await desk.remove();
});
afterAll(() => browser.close());

async function open(javaScriptEnabled: boolean): Promise<Page> {
  const { page } = await openPage(browser, { javaScriptEnabled, origins: [ui.url] });
  opened.push(page);
  await page.goto(ui.link);
  return page;
}

const markupOf = (page: Page) => page.locator("#page").innerHTML();

describe("what the browser gets first", () => {
  it("has the records and its style in it, so that it is seen before its script runs", async () => {
    const page = await open(false);
    expect(await page.locator("#records tbody tr").count()).toBe(4);
    expect(await page.getByRole("link", { name: "refused-1" }).isVisible()).toBe(true);
    const padding = await page
      .locator("header")
      .evaluate((header) => getComputedStyle(header).paddingInlineStart);
    expect(Number.parseFloat(padding)).toBeGreaterThan(0);
  });

  it("is what the script makes of the same data, so that nothing moves when it comes", async () => {
    const [plain, live] = [await open(false), await open(true)];
    expect(await markupOf(live)).toBe(await markupOf(plain));
  });

  it("is not seen where the address names a record, which the script shows", async () => {
    const page = await open(true);
    await page.route("**/page.js", (route) => route.abort());
    const list = page.getByRole("heading", { name: "Records to look at" });
    await page.reload();
    expect(await list.isVisible()).toBe(true);
    await page.goto(`${page.url()}#/record/taken-1`);
    await page.reload();
    expect(await list.isVisible()).toBe(false);
    await page.unroute("**/page.js");
    await page.reload();
    await page.getByRole("heading", { name: "Record taken-1" }).waitFor();
    expect(await list.count()).toBe(0);
  });
});
