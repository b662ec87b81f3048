import { UnsupportedOperationError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { OversizedBodyError } from "../transport/oversized-body-error.ts";
import { TransportError } from "../transport/transport-error.ts";
import { UnreadableBodyError } from "../transport/unreadable-body-error.ts";
import type { OperationCall } from "./operation-call.ts";
import { toLostCallError } from "./to-lost-call-error.ts";

const call: OperationCall<unknown> = {
  channel: "connect",
  operation: "uploadUsageFile",
  method: "POST",
  attempt: async () => ({ response: new Response() }),
  secrets: ["s3cret"],
};
const NO_ANSWER = "connect gave no answer to uploadUsageFile: ";

/** A failure of the connection as a standard fetch wraps it. */
function failed(message: string, members: object = {}): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), members) });
}

describe("toLostCallError", () => {
  it("lets errors of ours, objections and defects through", () => {
    const ours = new UnsupportedOperationError("no");
    const odd = new TypeError("x is not a function");
    expect(toLostCallError(call, ours)).toBe(ours);
    expect(toLostCallError(call, ours, new Error("timeout"))).toBe(ours);
    expect(toLostCallError(call, new TransportError(ours, false, true))).toBe(ours);
    expect(toLostCallError(call, odd)).toBe(odd);
    expect(toLostCallError(call, "text")).toBe("text");
  });

  it.each([
    ["a failed connection", failed("reset"), undefined, "reset", false],
    ["a cut body", new TypeError("terminated"), undefined, "terminated", false],
    ["our transport", new TransportError(new Error("odd"), true), undefined, "odd", false],
    [
      "a deadline",
      failed("aborted"),
      new Error("no answer within 1 s"),
      "no answer within 1 s",
      true,
    ],
    ["a caller without words", failed("aborted"), "enough", "the call was ended", true],
    ["a thrown word after the end", "word", new Error("ended"), "ended", true],
  ])("says why there is no answer: %s", (_case, thrown, ended, reason, abandoned) => {
    expect(toLostCallError(call, thrown, ended)).toMatchObject({
      code: "CHANNEL_CONNECTION",
      message: `${NO_ANSWER}${reason}`,
      outcomeUnknown: true,
      abandoned,
    });
  });

  it("keeps the code of the failure and no secret of it", () => {
    const thrown = failed("s3cret reset", { code: "ECONNRESET", errno: -104, headers: "s3cret" });
    const { cause } = toLostCallError(call, thrown) as Error & { cause: Error };
    expect(cause).toMatchObject({ name: "Error", message: "[redacted] reset", code: "ECONNRESET" });
    expect(Object.keys(cause).toSorted()).toEqual(["code", "name"]);
    expect(cause.stack).toContain("[redacted] reset");
    expect(cause.stack).not.toContain("s3cret");
  });

  it("has no code where the failure has none, and no stack where that has none", () => {
    const thrown = failed("reset", { code: 7, stack: undefined });
    const { cause } = toLostCallError(call, thrown) as Error & { cause: Error };
    expect(Object.keys(cause)).toEqual(["name"]);
    expect(cause.stack).toBe("");
  });

  it.each([
    ["too long", new OversizedBodyError(206, 1000), 206, "has more than 1,000 bytes"],
    [
      "too long for our transport",
      new TransportError(new OversizedBodyError(206, 1000), true),
      206,
      "has more than 1,000 bytes",
    ],
    ["no JSON to our transport", new UnreadableBodyError(201), 201, "is not JSON"],
    ["no JSON", new SyntaxError("Unexpected token"), 200, "is not JSON"],
  ])("tells of an answer that is %s", (_case, thrown, status, reason) => {
    expect(toLostCallError(call, thrown)).toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      status,
      outcomeUnknown: true,
      message: `connect answered uploadUsageFile with ${status} and a body that ${reason}`,
    });
  });

  it("knows a read's outcome, and that of a write that never left", () => {
    const read = toLostCallError({ ...call, method: "get" }, failed("reset"));
    const unsent = toLostCallError(call, new TransportError(new Error("no"), false));
    expect([read, unsent]).toMatchObject([{ outcomeUnknown: false }, { outcomeUnknown: false }]);
  });
});
