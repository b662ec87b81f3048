import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** How a page is opened. */
export interface PageOptions extends BrowserContextOptions {
  /** The origins that the page may reach, for example a server on loopback; none by default. */
  readonly origins?: readonly string[];
}

/** A page, and what it did that a test wants to know of. */
export interface OpenPage {
  /** The page, in a context of its own; `page.context().close()` ends both. */
  readonly page: Page;
  /** The addresses of every request that it made, in order, also of those that were held back. */
  readonly requests: readonly string[];
  /** Errors of scripts, and what the browser wrote to its console as an error. */
  readonly errors: readonly string[];
}

/**
 * Opens an empty page that cannot reach the network, and notes what it does.
 *
 * @param browser - The browser.
 * @param options - What to emulate: `colorScheme`, `viewport`, `reducedMotion` and so on.
 * @returns The page.
 */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<OpenPage> {
  const { origins = [], ...emulation } = options;
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", ...emulation });
  const [requests, errors]: [string[], string[]] = [[], []];
  await context.route(/^(https?|wss?):/, (route) =>
    origins.includes(new URL(route.request().url()).origin) ? route.continue() : route.abort(),
  );
  const page = await context.newPage();
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return { page, requests, errors };
}
