import { describe, expect, it } from "vitest";
import { TransportError } from "../transport/transport-error.ts";
import { wasNeverSent } from "./was-never-sent.ts";

function failure(members: Record<string, string>): Error {
  return Object.assign(new Error("failed"), members);
}

const refused = failure({ code: "ECONNREFUSED", syscall: "connect" });
const reset = failure({ code: "ECONNRESET", syscall: "read" });

describe("wasNeverSent", () => {
  it.each([
    ["a refused connection", refused],
    ["a name that is not found", failure({ code: "ENOTFOUND", syscall: "getaddrinfo" })],
    ["a connection that was not made in time", failure({ code: "UND_ERR_CONNECT_TIMEOUT" })],
    ["what a fetch wraps", new TypeError("fetch failed", { cause: refused })],
    ["several refused addresses", new AggregateError([refused, refused])],
    ["what our transport knows", new TransportError(reset, false)],
  ])("is certain for %s", (_case, error) => {
    expect(wasNeverSent(error)).toBe(true);
  });

  it.each([
    ["a reset", reset],
    ["a time-out while reading", failure({ code: "ETIMEDOUT", syscall: "read" })],
    ["addresses of which one got through", new AggregateError([refused, reset])],
    ["an empty list of addresses", new AggregateError([])],
    ["what our transport wrote", new TransportError(refused, true)],
    ["something that is no error", "failed"],
  ])("is not certain for %s", (_case, error) => {
    expect(wasNeverSent(error)).toBe(false);
  });
});
