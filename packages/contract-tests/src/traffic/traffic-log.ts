import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { TwinName } from "@usage-billing/twins";
import type { Answer, Exchange } from "../exchange.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { trimBody } from "./trim-body.ts";

/** An exchange with a twin, and who made it. */
export interface LoggedExchange extends Exchange {
  readonly api: TwinName;
  /** The package whose suite made it. */
  readonly suite: string;
  /** The test that was running. */
  readonly test: string;
}

/** Where the traffic of the suites is kept; every run begins with an empty folder. */
export const trafficFolder: string = resolve(import.meta.dirname, "../../.reports/traffic");

/** JSON, one exchange a line. */
const ENDING = ".jsonl.gz";

type Line = Omit<LoggedExchange, "requestBody" | "answer"> & {
  readonly requestBody: string;
  readonly answer?: Omit<Answer, "body"> & { readonly body: string };
};

function toText(headers: Readonly<Record<string, string>>, body: Uint8Array): string {
  return Buffer.from(trimBody(headers["content-type"] ?? "", body)).toString("latin1");
}

function toLine(logged: LoggedExchange): Line {
  const { requestHeaders, requestBody, answer, ...rest } = logged;
  return {
    ...rest,
    requestHeaders: hideSecrets(requestHeaders),
    requestBody: toText(requestHeaders, requestBody),
    ...(answer && { answer: { ...answer, body: toText(answer.headers, answer.body) } }),
  };
}

function fromLine({ requestBody, answer, ...rest }: Line): LoggedExchange {
  return {
    ...rest,
    requestBody: Buffer.from(requestBody, "latin1"),
    ...(answer && { answer: { ...answer, body: Buffer.from(answer.body, "latin1") } }),
  };
}

/**
 * Adds exchanges to the log: JSON lines, compressed, without credentials and without the bytes of files.
 *
 * @param exchanges - What was recorded, of one test file.
 * @param folder - The log's folder.
 */
export function writeTraffic(exchanges: readonly LoggedExchange[], folder = trafficFolder): void {
  const [first] = exchanges;
  if (first === undefined) return;
  mkdirSync(folder, { recursive: true });
  const lines = exchanges.map((exchange) => JSON.stringify(toLine(exchange))).join("\n");
  const mark = createHash("sha256").update(lines).digest("hex").slice(0, 12);
  writeFileSync(join(folder, `${first.suite}-${mark}${ENDING}`), gzipSync(lines));
}

/**
 * Reads the log.
 *
 * @param folder - The log's folder.
 * @returns Every exchange, one at a time, in the order of the files' names.
 */
export function* readTraffic(folder: string = trafficFolder): Generator<LoggedExchange> {
  const files = readdirSync(folder).filter((name) => name.endsWith(ENDING));
  for (const file of files.sort()) {
    const lines = gunzipSync(readFileSync(join(folder, file)))
      .toString()
      .split("\n");
    for (const line of lines) yield fromLine(JSON.parse(line) as Line);
  }
}
