import { extname } from "node:path";
import type { SourceSetup } from "../reading/create-read-raw.ts";
import type { RawRows, ReadingContext, ReadRaw } from "../reading/raw-rows.ts";
import { readRows } from "../text/read-rows.ts";
import { type MatchedFile, matchFiles, refuseChangedFile } from "./match-files.ts";

async function* readText(file: string, { tally }: ReadingContext): AsyncGenerator<RawRows> {
  const onBytes = (count: number) => {
    tally.bytes += count;
  };
  for await (const { columns, rows } of readRows(file, { onBytes, requireLineEnd: true })) {
    yield columns === undefined ? { file, rows } : { file, columns, rows };
  }
}

async function* readFile(found: MatchedFile, context: ReadingContext): AsyncGenerator<RawRows> {
  const { file, bytes } = found;
  if (extname(file).toLowerCase() === ".parquet") {
    const { readParquet } = await import("./read-parquet.ts");
    yield* readParquet(file, context);
    context.tally.bytes += bytes;
  } else yield* readText(file, context);
  refuseChangedFile(found);
}

/**
 * Makes what reads CSV, JSON Lines and Parquet files.
 *
 * @param setup - The source, with its globs.
 * @returns Reads a window.
 */
export function createReadFiles(setup: SourceSetup): ReadRaw {
  return async function* read(context) {
    const files = await matchFiles(setup, context);
    context.tally.totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const file of files) {
      yield* readFile(file, context);
      context.tally.files += 1;
    }
  };
}
