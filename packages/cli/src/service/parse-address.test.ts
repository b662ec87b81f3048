import { describe, expect, it } from "vitest";
import { parseAddress } from "./parse-address.ts";

describe("parseAddress", () => {
  it.each([
    ["127.0.0.1:9464", { host: "127.0.0.1", port: 9464 }],
    ["localhost:0", { host: "localhost", port: 0 }],
    ["[::1]:65535", { host: "::1", port: 65_535 }],
  ])("reads %s", (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  it.each(["", "9464", "localhost", "localhost:", ":9464", "::1:9464", "a:65536", "a b:1"])(
    'refuses "%s" and says what to give',
    (text) => {
      expect(() => parseAddress(text)).toThrow(/HOST:PORT, such as 127\.0\.0\.1:9464/);
    },
  );
});
