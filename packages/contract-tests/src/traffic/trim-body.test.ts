import { expect, it } from "vitest";
import { trimBody } from "./trim-body.ts";

const utf8 = new TextEncoder();

function trim(type: string, body: string): string {
  return new TextDecoder().decode(trimBody(type, utf8.encode(body)));
}

it("leaves JSON and text as they are", () => {
  const long = JSON.stringify({ text: "x".repeat(500) });
  expect(trim("application/problem+json", long)).toBe(long);
  expect(trim("text/html", long)).toBe(long);
});

it("cuts files in a form and keeps its fields", () => {
  const file = `content-disposition: form-data; name="f"; filename="a.xlsx"\r\n\r\n${"x".repeat(500)}\r\n`;
  const field = `content-disposition: form-data; name="note"\r\n\r\n${"n".repeat(200)}\r\n`;
  const trimmed = trim("multipart/form-data; boundary=b", `--b\r\n${file}--b\r\n${field}--b--\r\n`);
  expect(trimmed).toBe(
    `--b\r\n${file.replace("x".repeat(500), "x".repeat(64))}--b\r\n${field}--b--\r\n`,
  );
});

it("cuts what is nothing but a file", () => {
  expect(trim("application/octet-stream", "x".repeat(500))).toBe("x".repeat(64));
});
