import { createTransport, type Transport } from "@usage-billing/http";
import { onTestFinished } from "vitest";

/** What was asked for. */
export interface RecordedRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  /** The signature's header. */
  readonly signature: string;
}

/** A transport that keeps what goes through it. */
export interface RecordingTransport extends Transport {
  readonly requests: readonly RecordedRequest[];
}

/**
 * Makes a transport over the network that keeps every request, and closes it after the test.
 *
 * @returns The transport.
 */
export function createRecordingTransport(): RecordingTransport {
  const transport = createTransport();
  onTestFinished(() => transport.close());
  const requests: RecordedRequest[] = [];
  return {
    ...transport,
    requests,
    fetch: (request) => {
      const { method, url, headers } = request;
      const query = Object.fromEntries(new URL(url).searchParams);
      const signature = headers.get("x-avangate-authentication") ?? "";
      requests.push({ method, query, signature });
      return transport.fetch(request);
    },
  };
}
