import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signRequest, toSignatureDate, toSignatureSource } from "./sign-request.ts";

const now = Date.UTC(2020, 5, 18, 8, 5, 46, 999);
const secretKey = "SECRET_KEY";

// The source string of the first two is the vendor's; the hashes were computed with two other libraries.
const vectors = [
  {
    algorithm: "sha256",
    merchantCode: "YOURCODE123",
    source: "11YOURCODE123192020-06-18 08:05:46",
    hash: "483fc633a309cadc65b89519f55cc55e0d0611a6e1dfa62ac4d48fc3703a6a42",
  },
  {
    algorithm: "sha3-256",
    merchantCode: "YOURCODE123",
    source: "11YOURCODE123192020-06-18 08:05:46",
    hash: "89cff582a336094aa0a917003e383016c173b0bcb38d812375b2b10ea6ce99ed",
  },
  {
    algorithm: "sha256",
    merchantCode: "ÄCME1",
    source: "6ÄCME1192020-06-18 08:05:46",
    hash: "ac8d07c7a285c66807365167b4e165c53f92526868e2e5f99290d5fdaecc65c9",
  },
] as const;

describe("signRequest", () => {
  it.each(vectors)("matches the $algorithm vector of $merchantCode", (vector) => {
    const { algorithm, hash, merchantCode, source } = vector;
    expect(toSignatureSource(merchantCode, "2020-06-18 08:05:46")).toBe(source);
    expect(signRequest({ algorithm, merchantCode, now, secretKey })).toBe(
      `code="${Buffer.from(merchantCode).toString("latin1")}" date="2020-06-18 08:05:46" hash="${hash}" algo="${algorithm}"`,
    );
  });

  it("hashes exactly the code and the date that the header carries", () => {
    const moments = fc.integer({ min: 0, max: 253_402_300_799_999 });
    const codes = fc.string({ minLength: 1, unit: "grapheme" }).filter((code) => !/"/.test(code));
    fc.assert(
      fc.property(codes, moments, (merchantCode, moment) => {
        const header = signRequest({ algorithm: "sha256", merchantCode, now: moment, secretKey });
        const [, code = "", date = "", hash] =
          /^code="([^"]*)" date="([^"]{19})" hash="([\da-f]{64})" algo="sha256"$/s.exec(header) ??
          [];
        const bytes = Buffer.from(code, "latin1");
        const source = Buffer.concat([
          Buffer.from(String(bytes.length)),
          bytes,
          Buffer.from(`19${date}`),
        ]);
        expect(createHmac("sha256", secretKey).update(source).digest("hex")).toBe(hash);
        expect(Date.parse(`${date.replace(" ", "T")}Z`)).toBe(moment - (moment % 1000));
      }),
      { seed: 20_200_618 },
    );
  });
});

describe("toSignatureSource", () => {
  it("can be read back by its lengths, whatever the values hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.date({ noInvalidDate: true }), (code, at) => {
        const date = at.toISOString();
        const source = Buffer.from(toSignatureSource(code, date));
        const digits = String(Buffer.byteLength(code));
        expect(source.subarray(0, digits.length).toString()).toBe(digits);
        const end = digits.length + Number(digits);
        expect(source.subarray(digits.length, end).toString()).toBe(code);
        expect(source.subarray(end).toString()).toBe(`${Buffer.byteLength(date)}${date}`);
      }),
      { seed: 20_200_618 },
    );
  });
});

describe("toSignatureDate", () => {
  it("cuts fractions off and stays in UTC", () => {
    expect(toSignatureDate(Date.UTC(2026, 9, 25, 0, 59, 59, 999))).toBe("2026-10-25 00:59:59");
  });
});
