import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { startServer } from "../__fixtures__/local-server.ts";
import { createTestApi } from "../__fixtures__/test-api.ts";

const BYTES = Uint8Array.from({ length: 2048 }, (_, index) => (index * 7) % 256);

describe("createDownloadsApi", () => {
  it("fetches a signed link byte for byte, and without the API key", async () => {
    await using server = await startServer((response) => response.end(BYTES));
    const bytes = await createTestApi(server.url).downloads.fetch(`${server.url}/a.xlsx?sig=s`);
    expect(Buffer.compare(bytes, BYTES)).toBe(0);
    expect(server.seen[0]?.url).toBe("/a.xlsx?sig=s");
    expect(server.seen[0]?.headers).not.toHaveProperty("authorization");
  });

  it("fails with the status of an expired link", async () => {
    await using server = await startServer((response) => response.writeHead(403).end("expired"));
    const { downloads } = createTestApi(server.url);
    await expect(downloads.fetch(`${server.url}/a.xlsx`)).rejects.toMatchObject({ status: 403 });
  });

  it.each(["", "a.xlsx", "file:///etc/passwd"])("refuses %j as a link", async (link) => {
    const { downloads } = createTestApi("http://127.0.0.1:1");
    await expect(downloads.fetch(link)).rejects.toMatchObject({ code: "UNEXPECTED_RESPONSE" });
  });
});
