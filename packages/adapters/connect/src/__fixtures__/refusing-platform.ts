import { Buffer } from "node:buffer";
import type { Channel, Delivery } from "@usage-billing/core";
import { createConnectChannel } from "../connect-channel.ts";
import { type ConnectUsage, createConnectUsage } from "../connect-usage.ts";
import { answerJson, type LocalServer, startServer } from "./local-server.ts";
import { monthOfRecords, planOne } from "./platform.ts";
import { processedFile } from "./processed-file.ts";
import { fileDefaults } from "./usage-record.ts";

/** What the platform says of the one file that it has. */
export interface FileWords {
  readonly status: "invalid" | "rejected";
  /** Of the file as a whole. */
  readonly error_detail?: string;
  readonly rejection_note?: string;
  /** In the comment of a cell of the first row. */
  readonly comment?: string;
}

/** A platform that refuses, and both ways to ask it. */
export interface RefusingPlatform extends AsyncDisposable {
  readonly channel: Channel;
  readonly usage: ConnectUsage;
  readonly delivery: Delivery;
}

function open(server: LocalServer): RefusingPlatform {
  const options = { ...fileDefaults, apiKey: "SU-1:token", baseUrl: `${server.url}/public/v1` };
  const channel = createConnectChannel({ ...options, retries: 0 });
  return {
    channel,
    usage: createConnectUsage({ ...options, retries: 0 }),
    delivery: planOne(channel, monthOfRecords(2)),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/**
 * Starts a platform that holds no file and refuses every call but looking for one.
 *
 * @param status - The status of its answers.
 * @param words - Code and words, as the adapter puts them together.
 * @param isListed - Whether looking for files is answered.
 * @returns The platform.
 */
export async function refuseCalls(
  status: number,
  words: string,
  isListed = false,
): Promise<RefusingPlatform> {
  const [, code, error] = /^(?:([A-Z]+_\d+): )?(.*)$/.exec(words) ?? [];
  const body = { error_code: code ?? null, errors: [error] };
  const server = await startServer((response, { method }) => {
    const headers = { "Content-Range": "items 0-0/0" };
    if (isListed && method === "GET") answerJson(response, [], { headers });
    else answerJson(response, body, { status });
  });
  return open(server);
}

/**
 * Starts a platform that holds the file of a delivery and has refused it.
 *
 * @param words - What it says of it.
 * @returns The platform.
 */
export async function refuseFile({ comment, ...words }: FileWords): Promise<RefusingPlatform> {
  const platform: { current?: RefusingPlatform; processed?: Uint8Array } = {};
  const server = await startServer((response, { url, headers }) => {
    const link = (name: string) => `http://${headers.host}/storage/${name}`;
    const file = {
      id: "UF-2026-11-0001-0001",
      ...words,
      usage_file_uri: link("usage"),
      ...(comment === undefined ? {} : { processed_file_uri: link("processed") }),
    };
    if (url.endsWith("/storage/usage")) response.end(platform.current?.delivery.body);
    else if (url.endsWith("/storage/processed")) response.end(platform.processed);
    else if (url.includes("/usage/files/")) answerJson(response, file);
    else answerJson(response, [file], { headers: { "Content-Range": "items 0-0/1" } });
  });
  platform.current = open(server);
  const [first, second] = platform.current.delivery.records;
  const bytes = await processedFile({
    header: ["record_id", "quantity"],
    rows: [
      [first?.recordId ?? "", "1"],
      [second?.recordId ?? "", "1"],
    ],
    notes: [{ row: 2, column: "quantity", words: comment ?? "" }],
  });
  platform.processed = Buffer.from(bytes);
  return platform.current;
}
