import { describe, expect, it } from "vitest";
import { LightRequest } from "./light-request.ts";

describe("LightRequest", () => {
  it("copies a request without sharing its headers", () => {
    const original = new LightRequest("http://a/", {
      method: "post",
      headers: { k: "1" },
      body: "x",
    });
    const copy = original.clone();
    copy.headers.set("k", "2");
    expect([original.method, original.headers.get("k"), copy.headers.get("k")]).toEqual([
      "POST",
      "1",
      "2",
    ]);
    expect(copy).toMatchObject({ url: "http://a/", method: "POST", content: "x" });
  });

  it("lets an init override what it copies, even with nothing", () => {
    const { signal } = new AbortController();
    const original = new LightRequest("http://a/", { method: "PUT", body: "x", signal });
    const copy = new LightRequest(original, { body: null, signal: null, headers: { k: "3" } });
    expect([copy.method, copy.content, copy.signal, copy.headers.get("k")]).toEqual([
      "PUT",
      null,
      null,
      "3",
    ]);
    expect(original.signal).toBe(signal);
  });

  it("gives its body to read, as often as asked", async () => {
    const request = new LightRequest(new URL("http://a/b"), { method: "POST", body: '{"a":1}' });
    expect(request.url).toBe("http://a/b");
    expect(await request.text()).toBe('{"a":1}');
    expect(await request.json()).toEqual({ a: 1 });
    expect((await request.bytes()).length).toBe(7);
  });
});

describe("a LightRequest made of little", () => {
  it("gets without body and signal, and makes its method great", () => {
    const { method, content, signal, url } = new LightRequest("http://a/");
    expect({ method, content, signal, url }).toEqual({
      method: "GET",
      content: null,
      signal: null,
      url: "http://a/",
    });
    expect(new LightRequest("http://a/", { method: "patch" }).method).toBe("PATCH");
  });

  it("keeps headers that are given to it alone, and copies those of another request", () => {
    const headers = new Headers({ k: "1" });
    const request = new LightRequest("http://a/", { headers });
    expect(request.headers).toBe(headers);
    expect(new LightRequest(request, { headers }).headers).not.toBe(headers);
  });

  it("is copied with its signal", () => {
    const { signal } = new AbortController();
    expect(new LightRequest("http://a/", { signal }).clone().signal).toBe(signal);
  });
});
