export { findAccessibilityProblems } from "./accessibility.ts";
export { CHROMIUM_HELP, CHROMIUM_VARIABLE, findChromium, type Machine } from "./find-chromium.mjs";
export { launchBrowser } from "./launch-browser.ts";
export { type OpenPage, openPage, type PageOptions } from "./open-page.ts";
