// The program that the source "reseller" runs: prints what was metered within a window as JSON Lines.
import { readFileSync } from "node:fs";

const [start = "", end = ""] = process.argv.slice(2).map((text) => Date.parse(text));
for (const line of readFileSync("metered.jsonl", "utf8").split("\n")) {
  if (line === "") continue;
  const at = Date.parse(JSON.parse(line).start);
  if (at >= start && at < end) console.log(line);
}
