// Says, where there is no Chromium, that the browser tests were not run; where they are required, that is
// a failure.
import { CHROMIUM_HELP, findChromium } from "../packages/browser-testing/src/find-chromium.mjs";

if (findChromium() === undefined) {
  console.log(`The browser tests were not run: no Chromium was found. ${CHROMIUM_HELP}`);
  if (process.env.USAGE_BILLING_BROWSER_TESTS === "required") process.exitCode = 1;
}
