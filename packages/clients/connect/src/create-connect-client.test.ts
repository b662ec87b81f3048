import { describe, expect, it } from "vitest";
import { type ConnectClientOptions, createConnectClient } from "./create-connect-client.ts";
import { toFormData } from "./to-form-data.ts";

/** A client whose requests are kept instead of sent. */
function observe(options: Partial<ConnectClientOptions> = {}) {
  const requests: Request[] = [];
  const client = createConnectClient({
    apiKey: "SU-1:secret",
    fetch: async (request) => {
      requests.push(request);
      return Response.json([]);
    },
    ...options,
  });
  return { client, requests };
}

describe("createConnectClient", () => {
  it.each(["SU-1:secret", "ApiKey SU-1:secret", "apikey  SU-1:secret", " ApiKey SU-1:secret\n"])(
    "sends the word ApiKey once for the token %j",
    async (apiKey) => {
      const { client, requests } = observe({ apiKey, headers: { Authorization: "other" } });
      await client.GET("/usage/files");
      expect(Object.fromEntries(requests[0]?.headers ?? [])).toEqual({
        authorization: "ApiKey SU-1:secret",
      });
    },
  );

  it("calls the public API with percent escapes", async () => {
    const { client, requests } = observe();
    await client.GET("/usage/files", {
      params: { query: { external_id: "a+b (c)", limit: 10, "created.at": "ge=2026-10-01" } },
    });
    expect(requests[0]?.url).toBe(
      "https://api.connect.cloudblue.com/public/v1/usage/files?external_id=a%2Bb%20(c)&limit=10&created.at=ge%3D2026-10-01",
    );
  });

  it("keeps the path of the base URL", async () => {
    const { client, requests } = observe({ baseUrl: "http://x.test/public/v1//" });
    await client.GET("/usage/files/{id}", { params: { path: { id: "UF-1/2" } } });
    expect(requests[0]?.url).toBe("http://x.test/public/v1/usage/files/UF-1%2F2");
  });

  it("uploads a file byte for byte under its name", async () => {
    const { client, requests } = observe();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await client.POST("/usage/files/{id}/upload", {
      params: { path: { id: "UF-1" } },
      body: { usage_file: new File([bytes], "usage.xlsx") },
      bodySerializer: toFormData,
    });
    const part = (await requests[0]?.formData())?.get("usage_file");
    expect(part).toBeInstanceOf(File);
    expect((part as File).name).toBe("usage.xlsx");
    expect(new Uint8Array(await (part as File).arrayBuffer())).toEqual(bytes);
  });

  it("builds requests with the class it was given", async () => {
    class OwnRequest extends Request {}
    const { client, requests } = observe({ Request: OwnRequest });
    await client.GET("/usage/files");
    expect(requests[0]).toBeInstanceOf(OwnRequest);
  });

  it.each(["", "ApiKey", "ApiKey ", "two words", "tökén"])("refuses the token %j", (apiKey) => {
    expect(() => observe({ apiKey })).toThrow(
      new TypeError("createConnectClient: apiKey must be visible ASCII without blanks"),
    );
  });

  it("refuses a relative base URL", () => {
    expect(() => observe({ baseUrl: "/public/v1" })).toThrow(/baseUrl must be an absolute/);
  });
});
