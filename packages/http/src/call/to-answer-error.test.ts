import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import type { OperationCall } from "./operation-call.ts";
import { toAnswerError } from "./to-answer-error.ts";

const call: OperationCall<unknown> = {
  channel: "rebilly",
  operation: "PostUsage",
  method: "POST",
  clock: createFakeClock(0),
  attempt: async () => ({ response: new Response() }),
};

function refused(
  error: unknown,
  answer: ResponseInit = {},
  own?: OperationCall<unknown>["describe"],
) {
  const response = new Response(null, { status: 422, ...answer });
  const described = own === undefined ? call : { ...call, describe: own };
  return toAnswerError(described, { error, response });
}

describe("toAnswerError", () => {
  it("trusts the adapter's own words, and says that they are the channel's", () => {
    expect(refused({ a: 1 }, {}, () => " no such plan ")).toMatchObject({
      detail: "no such plan",
      inOwnForm: true,
    });
  });

  it.each<[string, unknown, OperationCall<unknown>["describe"]]>([
    ["nobody describes it", { a: 1 }, undefined],
    ["the adapter finds no words", { a: 1 }, () => " "],
    ["the adapter does not understand it", { a: 1 }, (error) => (error as string).trim()],
    ["it is no object", '{"a":1}', () => "unused"],
  ])("describes the body as anyone would when %s", (_case, error, own) => {
    expect(refused(error, {}, own)).toMatchObject({ detail: '{"a":1}', inOwnForm: false });
  });

  it.each([undefined, null, ""])("has no details when the body is %j", (error) => {
    expect(refused(error, {}, () => "unused").detail).toBe("no details given");
  });

  it.each([
    [300, true],
    [399, true],
    [400, false],
    [299, false],
  ])("names the target of %i: %s", (status, isNamed) => {
    const { detail } = refused(undefined, { status, headers: { location: "https://b.test/" } });
    expect(detail).toBe(isNamed ? "redirects to https://b.test/" : "no details given");
  });

  it("knows when to come back only where the channel says so", () => {
    expect(refused({}).retryAfter).toBeUndefined();
    expect(Object.keys(refused({}, { headers: { "retry-after": "2" } }))).toContain("retryAfter");
    expect(refused({}, { headers: { "retry-after": "2" } }).retryAfter).toBe(2_000);
  });
});
