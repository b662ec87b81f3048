import { extname } from "node:path";

// Runs one task and says how long it took and how much memory the process used at most.
const [name = "", rows = "", file = ""] = process.argv.slice(2);
const place = new URL(`tasks/${name}${extname(import.meta.url)}`, import.meta.url);
const task: { run(rows: number, file: string): Promise<void> } = await import(place.href);
const started = performance.now();
await task.run(Number(rows), file);
const seconds = (performance.now() - started) / 1_000;
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1_000 }));
