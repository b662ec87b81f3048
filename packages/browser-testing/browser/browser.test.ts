import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findAccessibilityProblems, launchBrowser, openPage } from "../src/index.ts";

const GOOD = `<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1><p>Text</p></main></html>`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("a page in a browser", () => {
  it("reaches only the origins that it is given", async () => {
    const server = createServer((_, response) => response.end("<title>here</title>"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const allowed = await openPage(browser, { origins: [origin] });
    await allowed.page.goto(origin);
    expect(await allowed.page.title()).toBe("here");
    const { page, requests } = await openPage(browser);
    await expect(page.goto(origin)).rejects.toThrow("ERR_FAILED");
    expect(requests).toEqual([`${origin}/`]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("notes the errors of scripts and what is written to the console as one", async () => {
    const { page, errors } = await openPage(browser);
    await page.setContent(`<script>console.error("said"); throw new Error("thrown")</script>`);
    expect(errors.toSorted()).toEqual(["said", "thrown"]);
  });
});

describe("findAccessibilityProblems", () => {
  it("finds nothing on a good page", async () => {
    const { page } = await openPage(browser);
    await page.setContent(GOOD);
    expect(await findAccessibilityProblems(page)).toEqual([]);
  });

  it("finds text that stands out too little, and a picture without words", async () => {
    const { page } = await openPage(browser);
    const bad = `<img src="data:,"><p style="color:#aaa;background:#fff">Text</p>`;
    await page.setContent(GOOD.replace("<p>Text</p>", bad));
    const found = await findAccessibilityProblems(page);
    expect(found.map((line) => line.split(":")[0])).toEqual(["color-contrast", "image-alt"]);
  });
});
