import { writeFileSync } from "node:fs";
import { ASSETS_FILE, buildAssets } from "./build-assets.ts";

writeFileSync(ASSETS_FILE, await buildAssets());
