import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ASSETS_FILE, buildPage } from "../page/build-page.ts";

it("carries the script and the style that are built of their sources", async () => {
  expect(readFileSync(ASSETS_FILE, "utf8")).toBe(await buildPage());
});
