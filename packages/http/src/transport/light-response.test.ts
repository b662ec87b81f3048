import { describe, expect, it } from "vitest";
import { LightHeaders } from "./light-headers.ts";
import { LightResponse, type LightResponseInit } from "./light-response.ts";

function respond(body = "", init: Partial<LightResponseInit> = {}): LightResponse {
  const bytes = new TextEncoder().encode(body);
  const plain = { url: "http://a/", status: 200, statusText: "OK", headers: {}, body: bytes };
  return new LightResponse({ ...plain, ...init });
}

describe("LightResponse", () => {
  it.each([
    [199, false],
    [200, true],
    [299, true],
    [300, false],
  ])("judges %i as success: %s", (status, isFine) => {
    expect(respond("", { status }).ok).toBe(isFine);
  });

  it("is what a standard response is", () => {
    const response = respond("x");
    const { url, statusText, redirected, type } = response;
    expect({ url, statusText, redirected, type }).toEqual({
      url: "http://a/",
      statusText: "OK",
      redirected: false,
      type: "basic",
    });
    expect(response.clone()).toBe(response);
  });

  it("always knows its length, and keeps the one that it was told", () => {
    expect(respond("four").headers.get("Content-Length")).toBe("4");
    const headers = { "content-length": "9" };
    expect(respond("four", { headers }).headers.get("content-length")).toBe("9");
  });

  it("has a stream for a body only where there is one", async () => {
    expect(respond().body).toBeNull();
    expect(await new Response(respond("text").body).text()).toBe("text");
  });

  it("reads JSON, nothing from nothing, and names the status of what is no JSON", async () => {
    expect(await respond('{"a":1}').json()).toEqual({ a: 1 });
    expect(await respond().json()).toBeUndefined();
    const unreadable = respond("<p>", { status: 201 }).json();
    await expect(unreadable).rejects.toMatchObject({
      name: "UnreadableBodyError",
      message: "the body is not JSON",
      status: 201,
    });
  });

  it("gives its bytes away as copies, in a blob of its media type", async () => {
    const response = respond("abc", { headers: { "content-type": "text/csv" } });
    (await response.bytes())[0] = 0;
    new Uint8Array(await response.arrayBuffer())[0] = 0;
    expect(await response.text()).toBe("abc");
    const blob = await response.blob();
    expect([blob.type, await blob.text()]).toEqual(["text/csv", "abc"]);
    expect((await respond("abc").blob()).type).toBe("");
  });
});

describe("LightHeaders", () => {
  const headers = new LightHeaders({ a: "1", list: ["2", "3"], none: undefined });

  it("gives them by name in any case, and nothing that is inherited", () => {
    const names = ["A", "List", "none", "other", "constructor"];
    expect(names.map((name) => headers.get(name))).toEqual(["1", "2, 3", null, null, null]);
    expect(names.map((name) => headers.has(name))).toEqual([true, true, false, false, false]);
  });

  it("goes through those that have a value, in every way", () => {
    const entries = [
      ["a", "1"],
      ["list", "2, 3"],
    ];
    expect([...headers]).toEqual(entries);
    expect([...headers.entries()]).toEqual(entries);
    expect([...headers.keys()]).toEqual(["a", "list"]);
    expect([...headers.values()]).toEqual(["1", "2, 3"]);
    const seen: unknown[] = [];
    headers.forEach((value, name, all) => {
      seen.push([name, value, all === headers]);
    });
    expect(seen).toEqual(entries.map(([name, value]) => [name, value, true]));
  });

  it("keeps cookies apart", () => {
    expect(headers.getSetCookie()).toEqual([]);
    expect(new LightHeaders({ "set-cookie": "a=1" }).getSetCookie()).toEqual(["a=1"]);
    const two = new LightHeaders({ "set-cookie": ["a=1", "b=2"] });
    expect(two.getSetCookie()).toEqual(["a=1", "b=2"]);
  });
});
