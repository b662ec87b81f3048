import { findUndocumentedExports } from "./documented-exports.ts";
import { report } from "./report.ts";
import { readPublishedPackages } from "./repository.ts";

const root = process.cwd();
report(findUndocumentedExports(root), readPublishedPackages(root).length, "packages");
