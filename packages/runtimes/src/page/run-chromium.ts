import { launchBrowser } from "@usage-billing/browser-testing";
import type { Browser } from "playwright-core";
import { bundleFor } from "../bundle/bundle-for.ts";
import { serveFetch } from "../parts/serve-fetch.ts";
import type { ContractTargets } from "../suites/contract-suites.ts";
import type { SuiteResult } from "../suites/suite.ts";
import { openGate } from "./open-gate.ts";
import type { runInPage } from "./program.ts";

/** What ran in the page, and what the browser did for it. */
export interface PageRun {
  /** Which Chromium it was. */
  readonly version: string;
  /** How each suite went. */
  readonly results: readonly SuiteResult[];
  /** Paths about which the browser asked before it sent a request: the protocol was followed. */
  readonly asked: readonly string[];
  /** What became of a call that went past the gates: the browser keeps its answer from the page. */
  readonly withoutPermission: "answered" | "refused";
}

interface Options {
  /** The mocks. */
  readonly targets: ContractTargets;
  /** Whether our packages are taken from their sources. */
  readonly fromSources: boolean;
}

/** Puts gates before the mocks, which stand at origins other than the page's. */
async function openGates(targets: ContractTargets, origin: string) {
  const connect = await openGate(targets.connect.url, origin);
  const rebilly = await openGate(targets.rebilly.url, origin);
  const twocheckout = await openGate(targets.twocheckout.url, origin);
  const gated: ContractTargets = {
    connect: { ...targets.connect, url: connect.url },
    rebilly: { ...targets.rebilly, url: rebilly.url },
    twocheckout: { ...targets.twocheckout, url: twocheckout.url },
  };
  return { gates: [connect, rebilly, twocheckout], gated };
}

/** Has the page do everything. Requests are not intercepted: that would switch the protocol off. */
async function runPage(browser: Browser, url: string, targets: ContractTargets) {
  const page = await browser.newPage();
  await page.goto(url);
  return page.evaluate(async (told) => {
    const { bundle } = globalThis as unknown as { bundle: { runInPage: typeof runInPage } };
    return bundle.runInPage(told);
  }, targets);
}

/** Calls a server that permits nothing, without any header that would need a permission first. */
async function callUnpermitted(browser: Browser, url: string, target: string) {
  const page = await browser.newPage();
  await page.goto(url);
  return page.evaluate(
    (address) =>
      fetch(address).then(
        () => "answered" as const,
        () => "refused" as const,
      ),
    target,
  );
}

/**
 * Runs every call of the clients in a Chromium, from one bundle on a page, at mocks of other origins.
 *
 * @param options - The mocks, and where our packages are taken from.
 * @returns How it went.
 * @throws When there is no Chromium on this machine.
 */
export async function runChromium({ targets, fromSources }: Options): Promise<PageRun> {
  const entry = { file: "page/program.ts" };
  const { text } = await bundleFor({ entry, platform: "browser", fromSources });
  const script = text.replaceAll("</script", "<\\/script");
  const html = `<!doctype html><meta charset="utf-8"><title>Clients</title><script>${script}</script>`;
  const headers = { "content-type": "text/html" };
  const site = await serveFetch(() => new Response(html, { headers }));
  const { gates, gated } = await openGates(targets, site.url);
  const browser = await launchBrowser();
  try {
    const results = await runPage(browser, site.url, gated);
    const address = `${targets.rebilly.url}/status`;
    const withoutPermission = await callUnpermitted(browser, site.url, address);
    const asked = gates.flatMap((gate) => gate.asked);
    return { version: browser.version(), results, asked, withoutPermission };
  } finally {
    await browser.close();
    for (const server of [site, ...gates]) server.close();
  }
}
