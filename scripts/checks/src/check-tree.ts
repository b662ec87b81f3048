import { findLongKitTests, findMissingAdapterFiles } from "./adapter-files.ts";
import { findForbiddenText } from "./forbidden-text.ts";
import { findManifestProblems } from "./manifests.ts";
import { report } from "./report.ts";
import { listFiles } from "./repository.ts";
import { findUnwatchedPages } from "./watched-pages.ts";

const root = process.cwd();
const files = listFiles(root);
const problems = [
  ...findForbiddenText(root, files),
  ...findManifestProblems(root, files),
  ...findMissingAdapterFiles(root),
  ...findLongKitTests(root),
  ...findUnwatchedPages(root, files),
];
report(problems, files.length, "files");
