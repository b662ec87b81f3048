import { writeFileSync } from "node:fs";
import { ASSETS_FILE, buildPage } from "./build-page.ts";

writeFileSync(ASSETS_FILE, await buildPage());
