import { type Browser, chromium } from "playwright-core";
import { CHROMIUM_HELP, findChromium } from "./find-chromium.mjs";

// A test must not depend on a graphics card or a sandbox of the kernel, and the browser must not talk to
// anybody on its own.
const ARGUMENTS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
];

/**
 * Starts a Chromium without a window and with a profile of its own, which is removed when it is closed.
 *
 * @returns The browser; close it in the end.
 * @throws When there is no Chromium on this machine.
 * @example
 * ```ts
 * const browser = await launchBrowser();
 * const { page } = await openPage(browser, { colorScheme: "dark" });
 * await page.goto(pathToFileURL("statement.html").href);
 * await browser.close();
 * ```
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(`There is no Chromium here. ${CHROMIUM_HELP}`);
  return chromium.launch({ executablePath, headless: true, args: [...ARGUMENTS] });
}
