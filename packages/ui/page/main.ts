import { h, hydrate, render } from "preact";
import { App } from "../src/page/app.ts";
import { readRecordHash } from "../src/page/format.ts";
import type { FirstState } from "../src/page-shell.ts";

const first: FirstState = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
const page = document.getElementById("page") ?? document.body;
const app = h(App, { first });
// The server rendered the overview from the same state. It does not know what stands behind the # of an address.
if (readRecordHash(window.location.hash) === undefined) hydrate(app, page);
else {
  page.replaceChildren();
  render(app, page);
}
document.documentElement.classList.remove("elsewhere");
