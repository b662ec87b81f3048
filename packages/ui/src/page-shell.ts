import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { STYLE } from "./generated/assets.ts";
import { App } from "./page/app.ts";
import type { FailureView, Overview, RecordPage } from "./views.ts";

/** What the page begins with, so that it is whole at once. */
export interface FirstState {
  readonly overview?: Overview;
  readonly failed?: RecordPage;
  /** Why there is no more. */
  readonly failure?: FailureView;
}

/** Hides the overview where the address names a record, which only the page's script can show. */
export const EARLY_SCRIPT =
  'if(location.hash.startsWith("#/record/"))document.documentElement.className="elsewhere"';

/** Text in a script element ends at the first tag that ends it. */
function embed(state: FirstState): string {
  return JSON.stringify(state).replaceAll("<", "\\u003c");
}

/**
 * Renders the page that the browser loads first: it is seen without its script, which follows. Everything
 * else of it stands under the same path.
 *
 * @param state - What it begins with.
 * @returns HTML.
 */
export function renderShell(state: FirstState): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Usage billing</title>
<link rel="icon" href="icon.svg">
<style>${STYLE}</style>
<script>${EARLY_SCRIPT}</script>
<script type="module" src="page.js"></script>
</head>
<body>
<noscript>This page needs JavaScript. "usage-billing status" shows the same on the terminal.</noscript>
<div id="page">${renderToString(h(App, { first: state }))}</div>
<script type="application/json" id="state">${embed(state)}</script>
</body>
</html>
`;
}
