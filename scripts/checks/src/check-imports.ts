import { findWrongImports } from "./import-directions.ts";
import { report } from "./report.ts";
import { readPublishedPackages } from "./repository.ts";

const root = process.cwd();
report(findWrongImports(root), readPublishedPackages(root).length, "packages");
