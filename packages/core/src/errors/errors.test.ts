import { describe, expect, it } from "vitest";
import { AuthenticationError } from "./authentication-error.ts";
import { ChannelConnectionError } from "./channel-connection-error.ts";
import { ChannelRequestError } from "./channel-request-error.ts";
import { InvalidUsageRecordError } from "./invalid-usage-record-error.ts";
import { redactSecrets } from "./redact.ts";
import { UnexpectedResponseError } from "./unexpected-response-error.ts";
import { UnsupportedOperationError } from "./unsupported-operation-error.ts";
import { UsageBillingError } from "./usage-billing-error.ts";

const CANARY = "c4nary-value";

function answered(status: number, isWrite: boolean): ChannelRequestError {
  return new ChannelRequestError({
    channel: "rebilly",
    operation: "createUsage",
    status,
    detail: "no",
    isWrite,
  });
}

describe("errors", () => {
  it("are told apart by code and marker, not by the installed copy", () => {
    const error = new UnsupportedOperationError("cannot");
    expect([error.code, error.name]).toEqual([
      "UNSUPPORTED_OPERATION",
      "UnsupportedOperationError",
    ]);
    expect(UsageBillingError.isInstance(error)).toBe(true);
    expect(UsageBillingError.isInstance(new Error("cannot"))).toBe(false);
    expect(UsageBillingError.isInstance({ code: "X" })).toBe(false);
  });

  it.each([
    [400, true, false, false],
    [408, true, true, true],
    [409, true, false, false],
    [429, true, true, false],
    [500, true, true, true],
    [503, false, true, false],
  ])("decide once for %i (write: %s): retryable %s, outcome unknown %s", (...row) => {
    const [status, isWrite, retryable, outcomeUnknown] = row;
    const error = answered(status, isWrite);
    expect([error.retryable, error.outcomeUnknown]).toEqual([retryable, outcomeUnknown]);
  });

  it("of records name the first one, and hold the others", () => {
    const problem = { rule: "r", field: "amount", message: "no amount", fix: "Give it." };
    const others = ["r-2", "r-3"].map((recordId) => ({ recordId, problems: [problem] }));
    const error = new InvalidUsageRecordError("r-1", [problem], others);
    expect(error.message).toBe("record r-1: no amount; and 2 more like it");
    expect(error.others.map(({ recordId }) => recordId)).toEqual(["r-2", "r-3"]);
    expect(new InvalidUsageRecordError("r-1", [problem]).message).toBe("record r-1: no amount");
  });

  it("know an unreadable answer to a write as an unknown outcome", () => {
    const answer = { channel: "c", operation: "o", status: 200, reason: "is HTML" };
    expect(new UnexpectedResponseError({ ...answer, isWrite: true }).outcomeUnknown).toBe(true);
    expect(new UnexpectedResponseError({ ...answer, isWrite: false }).outcomeUnknown).toBe(false);
  });

  it("carry what the caller knows of a lost call", () => {
    const lost = { channel: "c", operation: "o", reason: "connection refused" };
    const error = new ChannelConnectionError({ ...lost, outcomeUnknown: false });
    expect([error.retryable, error.outcomeUnknown]).toEqual([true, false]);
    expect(error.message).toBe("c gave no answer to o: connection refused");
    expect(error.abandoned).toBe(false);
    const late = { ...lost, outcomeUnknown: true, abandoned: true };
    expect(new ChannelConnectionError(late).abandoned).toBe(true);
  });

  it("never show a credential in message or detail", () => {
    const detail = `sent Authorization: ApiKey SU-1:${CANARY}`;
    const error = new AuthenticationError({
      channel: "connect",
      operation: "listUsageFiles",
      status: 401,
      detail,
      isWrite: false,
    });
    expect(`${error.message} ${error.detail} ${error.stack}`).not.toContain(CANARY);
  });
});

describe("redactSecrets", () => {
  it.each([
    `Authorization: ApiKey SU-000-000-000:${CANARY}`,
    `authorization: bearer ${CANARY}`,
    `{"REB-APIKEY":"${CANARY}"}`,
    `X-Avangate-Authentication: code="C" date="D" hash="${CANARY}" algo="sha256"`,
    `{"h":"hash=\\"${CANARY}\\""}`,
    `https://storage.example/file.xlsx?sv=1&sig=${CANARY}&se=2`,
    `postgres://user:${CANARY}@localhost/db`,
  ])("hides the secret in %j", (text) => {
    expect(redactSecrets(text)).not.toContain(CANARY);
    expect(redactSecrets(text)).toContain("[redacted]");
  });

  it.each([
    ["in a link", encodeURIComponent('SU-1:a"b c')],
    ["in a JSON text", JSON.stringify('SU-1:a"b c')],
  ])("hides a given value %s", (_case, text) => {
    expect(redactSecrets(`sent to /x?said=${text}`, ['SU-1:a"b c'])).not.toContain("SU-1");
  });

  it("hides given values wherever they stand and leaves other text alone", () => {
    expect(redactSecrets(`key ${CANARY}.`, [CANARY, ""])).toBe("key [redacted].");
    for (const text of ["usage of sub_1: 1.5", "give apiKey or token", "a bearer token"]) {
      expect(redactSecrets(text)).toBe(text);
    }
  });
});
