import { Buffer } from "node:buffer";
import { createTransport, type Transport } from "@usage-billing/http";
import { describe, expect, it } from "vitest";
import { answerJson, type LocalServer, startServer } from "../../__fixtures__/local-server.ts";
import { createTestApi, TEST_KEY } from "../../__fixtures__/test-api.ts";
import { createConnectUsage } from "../../connect-usage.ts";

const BYTES = Uint8Array.from({ length: 2048 }, (_, index) =>
  index < 2 ? ([0x50, 0x4b][index] ?? 0) : (index * 7) % 256,
);

/** Answers a file whose link changes at every reading; only links from `first` on work. */
function startStorage(first: number, bytes: Uint8Array = BYTES): Promise<LocalServer> {
  let links = 0;
  return startServer((response, { url, headers }) => {
    if (url.startsWith("/usage/files/")) {
      links += 1;
      const link = `http://${headers.host}/storage?sig=secret-${links}`;
      answerJson(response, { id: "UF-1", status: "invalid", processed_file_uri: link });
      return;
    }
    if (Number(url.split("-").at(-1)) >= first) response.end(bytes);
    else response.writeHead(403).end("AuthenticationFailed: signature secret-1 not valid");
  });
}

const closing = (transport: Transport): Transport & AsyncDisposable => ({
  ...transport,
  [Symbol.asyncDispose]: () => transport.close(),
});

const storageCalls = ({ seen }: LocalServer) =>
  seen.filter(({ url }) => url.startsWith("/storage"));

describe("a signed link", () => {
  it("is fetched byte for byte, and without the API key", async () => {
    await using server = await startStorage(1);
    const bytes = await createTestApi(server.url).files.downloadProcessed("UF-1");
    expect(Buffer.compare(bytes, BYTES)).toBe(0);
    expect(storageCalls(server)).toHaveLength(1);
    expect(storageCalls(server)[0]?.headers).not.toHaveProperty("authorization");
    expect(server.seen[0]?.headers.authorization).toBe(TEST_KEY);
  });

  it("is asked for anew once when it has expired", async () => {
    await using server = await startStorage(2);
    const bytes = await createTestApi(server.url).files.downloadProcessed("UF-1");
    expect(bytes).toHaveLength(BYTES.length);
    expect(storageCalls(server).map(({ url }) => url)).toEqual([
      "/storage?sig=secret-1",
      "/storage?sig=secret-2",
    ]);
  });

  it("is tried at once when the file was just read", async () => {
    await using server = await startStorage(1);
    const { files } = createTestApi(server.url);
    await files.downloadProcessed(await files.get("UF-1"));
    expect(server.seen).toHaveLength(2);
  });

  it("fails with the status of a link that never works, and does not show it", async () => {
    await using server = await startStorage(9);
    const failed: unknown = await createTestApi(server.url)
      .files.downloadProcessed("UF-1")
      .catch((error) => error);
    expect(failed).toMatchObject({ status: 403 });
    expect(String(failed)).not.toContain("sig=secret");
    expect(storageCalls(server)).toHaveLength(2);
  });

  it("must give a workbook", async () => {
    await using server = await startStorage(1, Buffer.from("<html>maintenance</html>"));
    const failed = createTestApi(server.url).files.downloadProcessed("UF-1");
    await expect(failed).rejects.toThrow(/is no workbook/);
  });

  it("is given up when it is longer than the transport takes, and not asked for again", async () => {
    await using server = await startServer((response) => response.end(BYTES));
    await using transport = closing(createTransport({ maximumBytes: 2000 }));
    const usage = createConnectUsage({ baseUrl: server.url, apiKey: TEST_KEY, transport });
    await expect(usage.chunks.download("UFC-1")).rejects.toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      message:
        "connect answered downloadUsageChunk with 200 and a body that has more than 2,000 bytes",
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each(["a.xlsx", "file:///etc/passwd"])("is refused as %j", async (link) => {
    await using server = await startServer((response) =>
      answerJson(response, { template_link: link }),
    );
    const failed = createTestApi(server.url).templates.download("PRD-1");
    await expect(failed).rejects.toMatchObject({ code: "UNEXPECTED_RESPONSE" });
  });

  it("that is not there is told by the file's state", async () => {
    await using server = await startStorage(1);
    const failed = createTestApi(server.url).files.downloadReconciliation("UF-1");
    await expect(failed).rejects.toThrow("UF-1 is invalid and has no reconciliation workbook");
  });

  it.each([
    [400, 2],
    [401, 2],
    [403, 2],
    [404, 2],
    [410, 2],
    [409, 1],
  ])("answered with %i is asked for %i times", async (status, times) => {
    await using server = await startServer((response, { url, headers }) => {
      if (url.startsWith("/storage")) response.writeHead(status).end();
      else answerJson(response, { template_link: `HTTP://${headers.host}/storage` });
    });
    const failed = createTestApi(server.url).templates.download("PRD-1");
    await expect(failed).rejects.toMatchObject({ operation: "download of a signed link", status });
    expect(storageCalls(server)).toHaveLength(times);
  });

  it("is not asked for again when the channel itself refuses to give it", async () => {
    await using server = await startServer((response) => response.writeHead(404).end());
    const failed = createTestApi(server.url).templates.download("PRD-1");
    await expect(failed).rejects.toMatchObject({ operation: "getUsageTemplate", status: 404 });
    expect(server.seen).toHaveLength(1);
  });

  it.each(["ftp://a/b", "xhttp://a/b", "http:// /", "https://"])(
    "is no web address: %j",
    async (link) => {
      await using server = await startServer((response) =>
        answerJson(response, { template_link: link }),
      );
      const failed = createTestApi(server.url).templates.download("PRD-1");
      await expect(failed).rejects.toMatchObject({
        message:
          "connect answered download of a signed link with 200 and a body that holds a link that is no web address",
        outcomeUnknown: false,
      });
      expect(server.seen).toHaveLength(1);
    },
  );

  it.each(["PX", "XK", ""])("to %j is no workbook", async (text) => {
    await using server = await startStorage(1, Buffer.from(text));
    const failed = createTestApi(server.url).files.downloadProcessed("UF-1");
    await expect(failed).rejects.toThrow(/with 200 and a body that is no workbook$/);
  });
});
