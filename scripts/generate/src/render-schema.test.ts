import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { renderSchema } from "./render-schema.ts";

const document = `
openapi: 3.0.3
info: { title: Tiny, version: "1" }
paths: {}
components:
  schemas:
    Upload:
      type: object
      required: [file]
      properties:
        note: { type: string, default: none }
        file: { type: string, format: binary }
        scan: { type: string, format: binary, nullable: true }
        rows: { type: array, items: { type: string } }
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "usage-billing-schema-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it("writes files as blobs, keeps defaults optional and arrays mutable, and sorts members", async () => {
  const path = join(folder, "tiny.yml");
  writeFileSync(path, document);
  const text = (await renderSchema(path)).replace(/\/\*\*.*?\*\//gs, "").replace(/\s+/g, " ");
  expect(text).toContain(
    "Upload: { file: Blob; note?: string; rows?: string[]; scan?: Blob | null; };",
  );
  expect(text).toContain("export type Upload = components['schemas']['Upload'];");
});
