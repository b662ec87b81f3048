import { h, render } from "preact";
import type { FirstState } from "../src/page-shell.ts";
import { App } from "./app.ts";

const first: FirstState = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
render(h(App, { first }), document.body);
