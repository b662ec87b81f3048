import { CHROMIUM_HELP, findChromium, launchBrowser } from "@usage-billing/browser-testing";

/** What the first page takes, in milliseconds. */
export interface FirstPage {
  /** From the request until the page with its data is there whole. */
  readonly answer: number;
  /** How many records of the list it has. */
  readonly listed: number;
}

/**
 * Enters by the link, as a browser does.
 *
 * @param link - The link with its token.
 * @returns The cookie that lets one in.
 */
export async function enter(link: string): Promise<string> {
  const { headers } = await fetch(link, { redirect: "manual" });
  return headers.get("set-cookie")?.split(";")[0] ?? "";
}

/**
 * Asks for the first page.
 *
 * @param link - The link with its token.
 * @param cookie - What lets one in.
 * @returns How long it took, and how much was in it.
 */
export async function askForPage(link: string, cookie: string): Promise<FirstPage> {
  const started = performance.now();
  const response = await fetch(new URL("./", link), { headers: { cookie } });
  const text = await response.text();
  const answer = performance.now() - started;
  const [, state = "{}"] = /id="state">(.*?)<\/script>/.exec(text) ?? [];
  return { answer, listed: JSON.parse(state).failed?.records.length ?? 0 };
}

/** Runs in the page: when something was painted, and the records had come. */
async function readFirstPaint(): Promise<number> {
  const paint = "first-contentful-paint";
  const painted = await new Promise<number>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) if (name === paint) resolve(startTime);
    });
    observer.observe({ type: "paint", buffered: true });
  });
  const [navigation] = performance.getEntriesByType("navigation");
  const { domInteractive } = navigation as PerformanceNavigationTiming;
  // The browser may paint the beginning of a page while the rest of it is still coming.
  return Math.max(painted, domInteractive);
}

/**
 * Opens the link in a Chromium, once to warm up and then as often as is asked for.
 *
 * @param link - The link with its token.
 * @param rounds - How often.
 * @returns How long each took from the navigation, with its redirection, until the records are painted, in milliseconds; why there
 * is none where there is no Chromium.
 */
export async function openInBrowser(
  link: string,
  rounds: number,
): Promise<readonly number[] | string> {
  if (findChromium() === undefined) return CHROMIUM_HELP;
  const browser = await launchBrowser();
  const taken: number[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const page = await browser.newPage();
      await page.goto(link, { waitUntil: "commit" });
      await page.locator("#records tbody tr").first().waitFor();
      const painted = await page.evaluate(readFirstPaint);
      if (round > 0) taken.push(painted);
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
  return taken;
}
