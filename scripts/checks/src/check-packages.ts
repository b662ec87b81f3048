import { join } from "node:path";
import { checkPackage } from "./package-exports.ts";
import { report } from "./report.ts";
import { readPublishedPackages } from "./repository.ts";

const root = process.cwd();
const packages = readPublishedPackages(root);
const problems = packages.flatMap(({ folder }) => checkPackage(join(root, folder)));
report(problems, packages.length, "packed packages");
