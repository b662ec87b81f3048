import { ChannelRequestError, UnexpectedResponseError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { readAnswer } from "./read-answer.ts";

const answer = { channel: "twocheckout", operation: "x", status: 200, isWrite: true };

function failing(thrown: unknown): () => never {
  return () => {
    throw thrown;
  };
}

describe("readAnswer", () => {
  it("gives what was read", () => {
    expect(readAnswer(answer, () => 7)).toBe(7);
  });

  it.each([
    ["an error", new TypeError("no units"), "no units"],
    ["anything else", "no units", "no units"],
    [
      "an answer that is not as documented",
      new UnexpectedResponseError({ ...answer, reason: "is odd" }),
      "is odd",
    ],
  ])("says why the answer cannot be read when reading throws %s", (_case, cause, words) => {
    const read = () => readAnswer(answer, failing(cause));
    expect(read).toThrow(UnexpectedResponseError);
    expect(read).toThrow(expect.objectContaining({ cause, outcomeUnknown: true }));
    expect(read).toThrow(new RegExp(`a body that cannot be read: .*${words}`));
  });

  it("passes on what 2Checkout said itself", () => {
    const said = new ChannelRequestError({ ...answer, status: 400, detail: "no", inOwnForm: true });
    expect(() => readAnswer(answer, failing(said))).toThrow(said);
  });
});
