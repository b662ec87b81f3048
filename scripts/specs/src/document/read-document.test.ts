import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";
import { makeDocument } from "../__fixtures__/make-document.ts";
import { readDocument } from "./read-document.ts";

const document = makeDocument({ seed: 1, paths: 20, schemas: 20 });
const text = dump(document);
const read = (content: string) => readDocument("area.yml", Buffer.from(content));

describe("readDocument", () => {
  it.each([
    ["YAML", text],
    ["JSON", JSON.stringify(document)],
    ["a byte order mark", `\uFEFF${text}`],
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["tabs in JSON", JSON.stringify(document, null, "\t")],
  ])("reads %s", (_case, content) => {
    expect(read(content)).toEqual(document);
  });

  it("resolves anchors, and gives dates as text", () => {
    const paths = "paths:\n  /a: &a\n    get: { operationId: a, x: 2026-10-31 }\n  /b: *a\n";
    const { paths: found } = read(`openapi: 3.0.3\ninfo: {}\n${paths}`);
    expect(found["/b"]).toEqual(found["/a"]);
    expect(JSON.stringify(found)).toContain("2026-10-31");
  });

  it.each([
    ["an HTML page", "<!DOCTYPE html><title>Gone</title>", "HTML"],
    ["nothing", " \n", "is empty"],
    ["tabs in YAML", "openapi: 3.0.3\npaths:\n\t/a: 1\n", "neither YAML nor JSON"],
    ["JSON that was cut off", JSON.stringify(document).slice(0, -9), "neither YAML nor JSON"],
    ["YAML that was cut off early", text.slice(0, text.indexOf("paths:")), "has no paths"],
    ["a member given twice", "openapi: 3.0.3\nopenapi: 3.0.3\n", "neither YAML nor JSON"],
    ["Swagger", "swagger: '2.0'\n", "Swagger 2.0"],
    ["another version", "openapi: 4.0.0\ninfo: {}\npaths: { /a: {} }\n", "4.0.0"],
    ["a bare value", "42", "bare value"],
    ["no info", "openapi: 3.0.3\npaths: { /a: {} }\n", "has no info"],
    ["an anchor that contains itself", "openapi: 3.0.3\ninfo: &a\n  b: *a\n", "contains itself"],
  ])("refuses %s", (_case, content, words) => {
    expect(() => read(content)).toThrow(words);
    expect(() => read(content)).toThrow("area.yml");
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(() => readDocument("a", Uint8Array.of(0xff, 0xfe, 0x41))).toThrow("not UTF-8");
  });

  it("refuses anchors that multiply beyond bounds", () => {
    const lines = ["openapi: 3.0.3", "a0: &a0 [x,x,x,x,x,x,x,x,x,x]"];
    for (let at = 1; at < 9; at += 1) {
      lines.push(`a${at}: &a${at} [${Array.from({ length: 10 }, () => `*a${at - 1}`).join(",")}]`);
    }
    expect(() => read(lines.join("\n"))).toThrow("5000000 values");
  });
});
