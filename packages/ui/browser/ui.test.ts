import {
  findAccessibilityProblems,
  launchBrowser,
  type OpenPage,
  openPage,
  type PageOptions,
} from "@usage-billing/browser-testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDesk, type TestDesk, usage } from "../src/__fixtures__/create-desk.ts";
import { startUi, type UiServer } from "../src/start-ui.ts";

const DESKTOP = { viewport: { width: 1_280, height: 900 }, reducedMotion: "reduce" } as const;
const PHONE = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" } as const;

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

/** Opens the page by the link, as somebody does who got it on the terminal. */
async function open(options: PageOptions = DESKTOP): Promise<OpenPage> {
  const result = await openPage(browser, { ...options, origins: [ui.url] });
  opened.push(result.page);
  await result.page.goto(ui.link);
  return result;
}

const stateOf = async (recordId: string) => (await desk.ledger.record(recordId))?.state;
const dialogOf = (page: Page) => page.getByRole("dialog");
// By the whole name: "What can be done" is a heading too.
const doneIn = (page: Page) => page.getByRole("heading", { name: "Done", exact: true });
const confirm = (page: Page) => dialogOf(page).getByRole("button", { name: "Confirm" });

/** Presses Tab until something that can be used has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => {
      const used = document.activeElement?.closest("a, button, input, select");
      return `${used?.closest("label")?.textContent} ${used?.ariaLabel} ${used?.textContent}`;
    });
    if (text.includes(name)) return;
  }
  throw new Error(`the focus never came to ${name}`);
}

describe("the page", () => {
  it("is whole at once, keeps the token out of the address, and asks nobody else", async () => {
    const { page, requests, errors } = await open();
    await page.getByRole("heading", { name: "Records to look at" }).waitFor();
    const address = page.url();
    const token = new URL(ui.link).searchParams.get("token") ?? "";
    expect(address).toBe(ui.link.replace(/\?.*$/, ""));
    expect(await page.content()).not.toContain(token);
    expect(requests.every((url) => url.startsWith(ui.url))).toBe(true);
    expect(await page.locator("#records tbody tr").count()).toBe(4);
    expect(await page.locator("#counts tbody tr").count()).toBe(4);
    expect(await page.locator("#deliveries").textContent()).toContain("delivery-9");
    expect(await page.getByRole("button", { name: /3 refused at shelf/ }).count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it("is not shown without the token, not even to the same browser at another path", async () => {
    const { page } = await open();
    const response = await page.goto(ui.url);
    expect(response?.status()).toBe(401);
    const stranger = await openPage(browser, { origins: [ui.url] });
    opened.push(stranger.page);
    const answer = await stranger.page.goto(ui.link.replace(/\?.*$/, ""));
    expect(answer?.status()).toBe(401);
    expect(await stranger.page.textContent("body")).toContain("Open that link again");
  });

  it.each([
    ["in light", DESKTOP],
    ["on a phone in dark", { ...PHONE, colorScheme: "dark" }],
  ] as const)(
    "breaks no rule of accessibility %s, with a record and a dialog",
    async (_, options) => {
      const { page, errors } = await open(options);
      expect(await findAccessibilityProblems(page)).toEqual([]);
      await page.getByRole("link", { name: "refused-1" }).click();
      await page.getByRole("button", { name: "Send it again…" }).waitFor();
      expect(await findAccessibilityProblems(page)).toEqual([]);
      await page.getByRole("button", { name: "Send it again…" }).click();
      await confirm(page).waitFor();
      expect(await findAccessibilityProblems(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  it("is not wider than a narrow phone, a phone, a tablet or a desk", async () => {
    const { page } = await open();
    const record = `${page.url()}#/record/refused-1`;
    for (const address of [page.url(), record]) {
      await page.goto(address);
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      for (const width of [320, 360, 768, 1_280]) {
        await page.setViewportSize({ width, height: 800 });
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(needed).toBeLessThanOrEqual(width);
      }
    }
  });

  it("follows an address that changes as soon as the page is there", async () => {
    const { page } = await openPage(browser, { ...DESKTOP, origins: [ui.url] });
    opened.push(page);
    await page.addInitScript(() =>
      window.addEventListener("DOMContentLoaded", () =>
        window.location.replace("#/record/taken-1"),
      ),
    );
    await page.goto(ui.link);
    await page.getByRole("heading", { name: "Record taken-1" }).waitFor({ timeout: 5_000 });
  });

  it("shows what comes from outside as text", async () => {
    const { page } = await open();
    await page.getByRole("link", { name: "refused/3 <i>" }).click();
    await page.getByRole("heading", { name: "Record refused/3 <i>" }).waitFor();
    expect(await page.locator("i, main b").count()).toBe(0);
  });

  it("shows what changes without being asked, and moves nothing while it does", async () => {
    const { page } = await open();
    const before = await page.locator("#list-title").boundingBox();
    await desk.report(usage("refused-4", { subscription: "closed-4" }));
    await page.getByRole("link", { name: "refused-4" }).waitFor({ timeout: 20_000 });
    expect(await page.locator("#list-title").boundingBox()).toEqual(before);
  });

  it("says so while the ledger cannot be had, keeps what it shows, and goes on by itself", async () => {
    const { page } = await open();
    desk.broken = new Error("busy");
    const { describeFailure } = desk;
    Object.assign(desk, {
      describeFailure: () => ({ message: "Another process has the ledger.", isPassing: true }),
    });
    const notice = page.getByText("Another process has the ledger.").first();
    await notice.waitFor({ timeout: 20_000 });
    expect(await page.locator("#records tbody tr").count()).toBe(4);
    delete desk.broken;
    Object.assign(desk, { describeFailure });
    await notice.waitFor({ state: "detached", timeout: 40_000 });
  });
});

describe("what can be done", () => {
  it("sends refused records again after it has shown what happens, once for two clicks", async () => {
    const { page } = await open();
    await page.getByLabel("Choose record refused-1").check();
    await page.getByLabel("Choose record refused-2").check();
    await page.getByRole("button", { name: "Send 2 records again…" }).click();
    await confirm(page).waitFor();
    expect(await dialogOf(page).textContent()).toContain(
      "Record refused-1 is put in line for shelf as it is",
    );
    expect(await stateOf("refused-1")).toBe("refused");
    await confirm(page).dblclick();
    await doneIn(page).waitFor();
    expect(await dialogOf(page).textContent()).toContain("2 records are back in line.");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("link", { name: "refused-1" }).waitFor({ state: "detached" });
    const history = await desk.ledger.history("refused-1");
    expect(history.filter(({ kind }) => kind === "offered-again")).toHaveLength(1);
    expect(await stateOf("refused-2")).toBe("waiting");
  });

  it("does nothing when it is not confirmed", async () => {
    const { page } = await open();
    await page.getByLabel("Choose record refused-1").check();
    await page.getByRole("button", { name: "Send 1 record again…" }).click();
    await page.getByRole("button", { name: "Do nothing" }).click();
    await dialogOf(page).waitFor({ state: "detached" });
    expect(await stateOf("refused-1")).toBe("refused");
  });

  it("dismisses a refused record for a reason, when that is confirmed", async () => {
    const { page } = await open();
    await page.getByRole("link", { name: "refused-2" }).click();
    const form = page.locator("form").filter({ hasText: "Dismiss it" });
    await form.getByLabel("Why nothing is billed").fill("reported as taken-2");
    await form.getByRole("button", { name: "See what happens…" }).click();
    await confirm(page).waitFor();
    expect(await dialogOf(page).textContent()).toContain(
      "Nothing is ever billed by shelf for record refused-2",
    );
    expect(await dialogOf(page).textContent()).toContain("It cannot be put back in line.");
    expect(await stateOf("refused-2")).toBe("refused");
    await confirm(page).click();
    await doneIn(page).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByText("dismissed", { exact: true }).waitFor();
    expect(await page.getByRole("heading", { name: "What can be done" }).count()).toBe(0);
    expect(await stateOf("refused-2")).toBe("dismissed");
  });

  it("corrects a record, and leads to the one that replaces it", async () => {
    const { page } = await open();
    await page.getByLabel("Record id, or its beginning").fill("taken-1");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByLabel("What is right").fill("13");
    await page.getByLabel("Reason").fill("counted twice");
    await page.getByRole("button", { name: "See what happens…" }).click();
    await confirm(page).waitFor();
    expect(await dialogOf(page).textContent()).toContain("At shelf 12.5 becomes 13.");
    await confirm(page).click();
    await doneIn(page).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("definition").getByRole("link").click();
    await page.getByText("accepted", { exact: true }).waitFor();
    expect(desk.shelf.corrected.map(({ quantity }) => quantity.toString())).toEqual(["13"]);
  });

  it("says why something cannot be done, with the way out", async () => {
    const { page } = await open();
    await page.goto(`${page.url()}#/record/taken-1`);
    await page.getByLabel("Reason").fill("no reason");
    await page.getByRole("button", { name: "See what happens…" }).click();
    await page.getByRole("heading", { name: "This cannot be done" }).waitFor();
    expect(await dialogOf(page).textContent()).toContain("has the quantity 12.5 already");
    expect(await confirm(page).count()).toBe(0);
  });

  it("decides by keyboard alone, with the focus to be seen, and gives it back", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await tabTo(page, " doubt-1");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Record doubt-1" }).waitFor();
    await page.getByText("Decide what is so").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("record-title");
    await tabTo(page, "Reason");
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    );
    expect(outline).toBe("solid");
    await page.keyboard.type("seen on the shelf");
    await page.keyboard.press("Enter");
    await confirm(page).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    if ((await focused()) !== "Confirm") await tabTo(page, "Confirm");
    await page.keyboard.press("Enter");
    await doneIn(page).waitFor();
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });
    expect(await stateOf("doubt-1")).toBe("accepted");
  });

  it("opens the statement of a period, whose filter works under its own policy", async () => {
    const { page } = await open();
    await page
      .getByLabel("Period", { exact: true })
      .fill("2026-10-01T00:00:00Z/2026-11-01T00:00:00Z");
    const [statement] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: /Statement of the period/ }).click(),
    ]);
    await statement.getByRole("heading", { level: 1, name: "October 2026" }).waitFor();
    expect(await statement.locator("#open output").textContent()).toBe("5 of 5 shown");
  });
});
