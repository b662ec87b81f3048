import { describe, expect, it } from "vitest";
import { findLeaks } from "./find-leaks.ts";

const SECRET = "SU-100:canary-a1b2c3d4e5f6";
const CORE = "canary-a1b2c3d4e5f6";

function leakOf(value: unknown) {
  return findLeaks([{ place: "here", value }], { token: SECRET });
}

class Hidden extends Error {
  readonly request: { readonly headers: ReadonlyMap<string, string> };
  constructor() {
    super("hidden");
    this.request = { headers: new Map([["authorization", SECRET]]) };
  }
}

describe("looking for leaks", () => {
  it.each<[string, unknown]>([
    ["a message", new Error(`refused ${CORE}`)],
    ["a cause", new Error("outer", { cause: new Error("inner", { cause: new Error(CORE) }) })],
    ["a member of an error", Object.assign(new Error("no"), { config: { key: SECRET } })],
    ["a map in an error", new Hidden()],
    ["an aggregate", new AggregateError([new Error(CORE)], "all failed")],
    ["a member that is not enumerable", Object.defineProperty({}, "key", { value: CORE })],
    ["a symbol's member", { [Symbol("key")]: CORE }],
    [
      "a getter",
      {
        get key() {
          return CORE;
        },
      },
    ],
    ["bytes", new TextEncoder().encode(`x${CORE}x`)],
    ["a text", `Authorization: ApiKey ${SECRET}`],
    ["base64", Buffer.from(CORE).toString("base64")],
    ["base64 in a longer text", Buffer.from(`${CORE}:password`).toString("base64")],
    ["hexadecimal", Buffer.from(CORE).toString("hex")],
  ])("finds what is planted in %s", (_case, value) => {
    expect(leakOf(value)).not.toEqual([]);
  });

  it("says which secret was seen where", () => {
    expect(leakOf(CORE)).toEqual(
      [{ secret: "token", form: "plain", place: "here" }]
        .concat([{ secret: "token", form: "URI-encoded", place: "here" }])
        .concat([{ secret: "token", form: "JSON", place: "here" }]),
    );
  });

  it("does not take the public part of a token for a secret", () => {
    expect(leakOf("ApiKey SU-100:[redacted]")).toEqual([]);
    expect(leakOf({ anything: 1, other: new Error("no") })).toEqual([]);
  });
});
