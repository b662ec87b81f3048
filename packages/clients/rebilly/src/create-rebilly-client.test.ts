import { describe, expect, it } from "vitest";
import { createRebillyClient, type RebillyClientOptions } from "./create-rebilly-client.ts";

/** A client whose requests are kept instead of sent. */
function observe(options: Partial<RebillyClientOptions> = {}) {
  const requests: Request[] = [];
  const client = createRebillyClient({
    organizationId: "org_1",
    ...(options.token === undefined && { apiKey: "sk_1" }),
    fetch: async (request) => {
      requests.push(request);
      return Response.json([]);
    },
    ...options,
  });
  return { client, requests };
}

describe("createRebillyClient", () => {
  it("calls the organization's path with the key and nothing else", async () => {
    const { client, requests } = observe();
    await client.GET("/usages", { params: { query: { limit: 10, sort: ["-createdTime", "id"] } } });
    expect(requests[0]?.url).toBe(
      "https://api.rebilly.com/organizations/org_1/usages?limit=10&sort=-createdTime,id",
    );
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toEqual({ "reb-apikey": "sk_1" });
  });

  it("sends a token as bearer, without a key", async () => {
    const { client, requests } = observe({ token: "a.b.c" });
    await client.GET("/usages");
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toEqual({
      authorization: "Bearer a.b.c",
    });
  });

  it("asks the bare host for its status, without credentials", async () => {
    const { client, requests } = observe({ headers: { "x-trace": "1" } });
    await client.GET("/status");
    expect(requests[0]?.url).toBe("https://api.rebilly.com/status");
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toEqual({ "x-trace": "1" });
  });

  it("percent-encodes the organization and ids", async () => {
    const { client, requests } = observe({ organizationId: "a/b ~ü", baseUrl: "http://x.test/" });
    await client.DELETE("/usages/{id}", { params: { path: { id: "u/1@~.x" } } });
    expect(requests[0]?.url).toBe("http://x.test/organizations/a%2Fb%20~%C3%BC/usages/u%2F1%40~.x");
  });

  it("builds requests with the class it was given", async () => {
    class OwnRequest extends Request {}
    const { client, requests } = observe({ Request: OwnRequest });
    await client.POST("/usages", { body: { subscriptionId: "sub_1", quantity: 1 } });
    expect(requests[0]).toBeInstanceOf(OwnRequest);
    expect(await requests[0]?.json()).toEqual({ subscriptionId: "sub_1", quantity: 1 });
  });

  it("says which option is unusable", () => {
    expect(() => observe({ baseUrl: "api.rebilly.com" })).toThrow(/baseUrl must be an absolute/);
    expect(() => observe({ organizationId: "" })).toThrow(/organizationId is missing/);
  });
});
