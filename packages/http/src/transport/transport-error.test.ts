import { describe, expect, it } from "vitest";
import { OversizedBodyError } from "./oversized-body-error.ts";
import { TransportError } from "./transport-error.ts";

const failure = (code: unknown): Error => Object.assign(new Error("its own words"), { code });

describe("TransportError", () => {
  it.each([
    ["ECONNREFUSED", "connection refused"],
    ["ENOTFOUND", "host name not found"],
    ["EAI_AGAIN", "host name could not be looked up"],
    ["ECONNRESET", "connection reset"],
    ["EPIPE", "connection closed before the answer"],
    ["UND_ERR_SOCKET", "connection closed before the answer was complete"],
    ["UND_ERR_CONNECT_TIMEOUT", "no connection in time"],
    ["UND_ERR_HEADERS_TIMEOUT", "no answer in time"],
    ["UND_ERR_BODY_TIMEOUT", "the answer stopped arriving"],
    ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "the answer is shorter or longer than announced"],
    ["HPE_INVALID_CONSTANT", "the answer is not HTTP (HPE_INVALID_CONSTANT)"],
    ["CERT_HAS_EXPIRED", "no secure connection (CERT_HAS_EXPIRED)"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "no secure connection (ERR_TLS_CERT_ALTNAME_INVALID)"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "no secure connection (ERR_SSL_WRONG_VERSION_NUMBER)"],
    ["EX_HPE_1", "its own words"],
    ["EODD", "its own words"],
    [undefined, "its own words"],
  ])("puts %s into words", (code, words) => {
    expect(new TransportError(failure(code), true).message).toBe(words);
  });

  it("has words for an end without an error, and says what is known of the request", () => {
    const ended = new TransportError("enough", false);
    expect(ended).toMatchObject({
      name: "TransportError",
      message: "the call was ended",
      cause: "enough",
      requestSent: false,
      isObjection: false,
    });
    expect(new TransportError("no", true, true)).toMatchObject({
      requestSent: true,
      isObjection: true,
    });
  });
});

describe("OversizedBodyError", () => {
  it("says how much was too much", () => {
    expect(new OversizedBodyError(200, 1_000_000)).toMatchObject({
      name: "OversizedBodyError",
      message: "the answer has more than 1,000,000 bytes",
      status: 200,
    });
  });
});
