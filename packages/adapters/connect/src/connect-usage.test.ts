import { MissingConfigurationError } from "@usage-billing/core";
import type { Transport } from "@usage-billing/http";
import { describe, expect, it } from "vitest";
import { startServer } from "./__fixtures__/local-server.ts";
import { createConnectUsage } from "./connect-usage.ts";

function createTransport(): Transport & { closed: number } {
  const transport = {
    closed: 0,
    Request,
    fetch: async () => Response.json([]),
    close: async () => {
      transport.closed += 1;
    },
  };
  return transport;
}

describe("createConnectUsage", () => {
  it("leaves a transport open that was handed in", async () => {
    const transport = createTransport();
    await createConnectUsage({ apiKey: "SU-1:k", transport }).close();
    expect(transport.closed).toBe(0);
  });

  it("closes its own connections, after which it makes none", async () => {
    await using server = await startServer((response) => response.end("[]"));
    const usage = createConnectUsage({ apiKey: "SU-1:k", baseUrl: server.url, retries: 0 });
    await usage.close();
    await expect(Array.fromAsync(usage.files.list())).rejects.toThrow();
    expect(server.seen).toEqual([]);
  });

  it("names what has no key, and the variable for it", () => {
    expect(() => createConnectUsage({ apiKey: "" })).toThrow(MissingConfigurationError);
    const unset = Object.create(null) as { readonly apiKey: string };
    expect(() => createConnectUsage(unset)).toThrow(MissingConfigurationError);
    expect(() => createConnectUsage({ apiKey: "" })).toThrow(
      "channel connect has no API key: set the option apiKey, or the environment variable USAGE_BILLING_CONNECT_API_KEY",
    );
  });

  it("says of an address that cannot be used which account it is of", () => {
    expect(() => createConnectUsage({ apiKey: "SU-1:k", baseUrl: "/v1" })).toThrow(
      /^channel connect: .*baseUrl/,
    );
  });

  it.each(["SU-1:s3cret", "ApiKey SU-1:s3cret", "  apikey  SU-1:s3cret"])(
    "shows the key %j in no error, with its word or without",
    async (apiKey) => {
      await using server = await startServer((response) => {
        response.writeHead(400, { "content-type": "application/json" });
        response.end(JSON.stringify({ errors: ["SU-1:s3cret is not allowed"] }));
      });
      const usage = createConnectUsage({ apiKey, baseUrl: server.url, retries: 0 });
      const failed = await Array.fromAsync(usage.files.list()).catch((error: unknown) => error);
      await usage.close();
      expect(failed).toBeInstanceOf(Error);
      expect(String(failed)).toContain("is not allowed");
      expect(String(failed)).not.toContain("s3cret");
    },
  );
});
