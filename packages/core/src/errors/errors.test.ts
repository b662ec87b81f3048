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

  it("of refused requests say who answered what, in whose form", () => {
    const error = answered(400, true);
    expect(error.message).toBe("rebilly answered createUsage with 400: no");
    expect([error.code, error.inOwnForm]).toEqual(["CHANNEL_REQUEST", false]);
    const answer = { channel: "c", operation: "o", status: 400, detail: "no", isWrite: true };
    expect(new ChannelRequestError({ ...answer, inOwnForm: true }).inOwnForm).toBe(true);
  });

  it("are neither retried nor of unknown outcome when nothing is said about that", () => {
    const error = new UnsupportedOperationError("cannot");
    expect([error.retryable, error.outcomeUnknown]).toEqual([false, false]);
  });

  it("of another copy of this package are known by the marker that all copies share", () => {
    const marked = Object.assign(new Error("x"), { [Symbol.for("usage-billing.error")]: true });
    expect(UsageBillingError.isInstance(marked)).toBe(true);
  });

  it("of records name the first one, and hold the others", () => {
    const problem = { rule: "r", field: "amount", message: "no amount", fix: "Give it." };
    const others = ["r-2", "r-3"].map((recordId) => ({ recordId, problems: [problem] }));
    const error = new InvalidUsageRecordError("r-1", [problem], others);
    expect(error.message).toBe("record r-1: no amount; and 2 more like it");
    expect(error.others.map(({ recordId }) => recordId)).toEqual(["r-2", "r-3"]);
    expect(new InvalidUsageRecordError("r-1", [problem]).message).toBe("record r-1: no amount");
    const two = new InvalidUsageRecordError("r-1", [problem, { ...problem, message: "no date" }]);
    expect([two.message, two.others]).toEqual(["record r-1: no amount; no date", []]);
  });

  it("know an unreadable answer to a write as an unknown outcome", () => {
    const answer = { channel: "c", operation: "o", status: 200, reason: "is HTML" };
    const error = new UnexpectedResponseError({ ...answer, isWrite: true });
    expect(error.outcomeUnknown).toBe(true);
    expect(error.message).toBe("c answered o with 200 and a body that is HTML");
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
    [`ApiKey  SU-1:${CANARY}, then`, "ApiKey  [redacted], then"],
    [`ApiKey ${CANARY}7`, "ApiKey [redacted]"],
    [`Bearer  ${CANARY};`, "Bearer  [redacted];"],
    [`REB-APIKEY: ${CANARY}, x`, "REB-APIKEY: [redacted], x"],
    [`REB-APIKEY=${CANARY}`, "REB-APIKEY=[redacted]"],
    [`'REB-APIKEY' : '${CANARY}'`, "'REB-APIKEY' : '[redacted]'"],
    [`hash='${CANARY}' x`, "hash='[redacted]' x"],
    [`/x?token=${CANARY}&a=1`, "/x?token=[redacted]&a=1"],
    [`/x?apikey=${CANARY}&a=1`, "/x?apikey=[redacted]&a=1"],
    [`/x?a=1&api_key=${CANARY}`, "/x?a=1&api_key=[redacted]"],
    [`/x?api-key=${CANARY} y`, "/x?api-key=[redacted] y"],
    [`/x?signature=${CANARY}`, "/x?signature=[redacted]"],
    [`https://user:${CANARY}@host/x`, "https://[redacted]@host/x"],
  ])("takes the whole secret out of %j and nothing else", (text, left) => {
    expect(redactSecrets(text)).toBe(left);
  });

  it("leaves ports and addresses alone", () => {
    const text = "https://host:8080/x?sv=1&mail=a@b";
    expect(redactSecrets(text)).toBe(text);
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
