#!/usr/bin/env node
// Reading a large file makes much short-lived garbage; letting the heap grow for it doubles the memory
// and saves no time. This must be said before the heap has grown.
import { createInterface } from "node:readline/promises";
import { setFlagsFromString } from "node:v8";
import { run } from "./run.ts";

setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--heap-growing-percent=50");

// Node 22 calls its SQLite experimental; the ledger checks the version that it needs itself.
process.removeAllListeners("warning");
process.on("warning", ({ name, message }) => {
  const isSqlite = name === "ExperimentalWarning" && message.startsWith("SQLite");
  if (!isSqlite) process.stderr.write(`${name}: ${message}\n`);
});

const interruption = new AbortController();
let interrupts = 0;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupts += 1;
    if (interrupts > 1) process.exit(130);
    interruption.abort();
  });
}
// A reader that stops early, such as head, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question, { signal: interruption.signal });
  } finally {
    terminal.close();
  }
}

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  print: (line) => process.stdout.write(line.endsWith("\n") ? line : `${line}\n`),
  warn: (line) => process.stderr.write(line.endsWith("\n") ? line : `${line}\n`),
  isTerminal: process.stderr.isTTY === true,
  ...(process.stdin.isTTY === true ? { ask } : {}),
  signal: interruption.signal,
});
