import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Period, parseInstant } from "@usage-billing/core";
import { createSource } from "../create-source.ts";
import type { ReadOptions, SourceRow, SourceSummary } from "../source.ts";
import type { SourceConfiguration } from "../source-configuration.ts";

/** What a reading came to. */
export interface ReadResult {
  readonly rows: readonly SourceRow[];
  readonly summary: SourceSummary;
}

/** A folder with files, and sources that read them. */
export interface Workbench {
  readonly folder: string;
  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  /** Reads a source to its end. */
  read(
    configuration: Omit<SourceConfiguration, "channels">,
    window?: Period,
    options?: ReadOptions & { readonly variables?: Readonly<Record<string, string>> },
  ): Promise<ReadResult>;
  close(): void;
}

/**
 * Makes a period of two times.
 *
 * @param start - ISO 8601.
 * @param end - ISO 8601.
 * @returns The period.
 */
export function period(start: string, end: string): Period {
  return { start: parseInstant(start), end: parseInstant(end) };
}

/** October 2026 in UTC. */
export const OCTOBER: Period = period("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z");

/**
 * Makes a workbench in a folder of its own.
 *
 * @returns The workbench; close it in the end.
 */
export function createWorkbench(): Workbench {
  const folder = mkdtempSync(join(tmpdir(), "usage-sources-"));
  return {
    folder,
    write(name, content) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    async read(configuration, window = OCTOBER, { variables = {}, ...options } = {}) {
      const whole = { channels: ["rebilly"], ...configuration };
      const source = createSource("metering", whole, { folder, variables });
      const reading = source.read(window, options);
      const rows: SourceRow[] = [];
      for await (const row of reading) rows.push(row);
      return { rows, summary: reading.summary };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
