import { createConnectClient } from "@usage-billing/connect-client";
import type { Transport } from "@usage-billing/http";
import { createFakeClock } from "@usage-billing/http/testing";
import type { CallSettings } from "../api/connect-call.ts";
import { createDownloadsApi, type DownloadsApi } from "../api/downloads-api.ts";
import { createFilesApi, type FilesApi } from "../api/files-api.ts";
import { createRecordsApi, type RecordsApi } from "../api/records-api.ts";

/** The API of a server in a test. */
export interface TestApi {
  readonly files: FilesApi;
  readonly records: RecordsApi;
  readonly downloads: DownloadsApi;
}

/** The key that tests send. */
export const TEST_KEY = "ApiKey SU-100-200-300:test-token";

/**
 * Makes the API over the platform's own fetch: the adapter needs no transport of ours.
 *
 * @param baseUrl - The server.
 * @returns The operations.
 */
export function createTestApi(baseUrl: string): TestApi {
  const transport: Transport = { fetch, Request, close: async () => undefined };
  const clock = createFakeClock();
  const settings: CallSettings = {
    channel: "connect",
    clock,
    timeout: 5_000,
    retries: 1,
    secrets: [TEST_KEY],
  };
  const client = createConnectClient({ baseUrl, apiKey: TEST_KEY, fetch, Request });
  return {
    files: createFilesApi(client, settings),
    records: createRecordsApi(client, settings),
    downloads: createDownloadsApi(transport, settings),
  };
}
