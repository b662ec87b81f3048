import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { readDocument } from "../document/read-document.ts";
import { applyEdits } from "./apply-edits.ts";
import { Importer } from "./import-value.ts";

const folder = resolve(import.meta.dirname, "../../../../specs");

it.each(["connect-openapi30.yml", "rebilly.yml", "twocheckout.yml"])(
  "changes the version in %s and no other line",
  (file) => {
    const text = readFileSync(resolve(folder, file), "utf8");
    const document = readDocument(file, Buffer.from(text));
    const importer = new Importer(document, document, new Map());
    const edits = [{ node: document.info, path: ["version"], value: "99.0" }];
    const before = text.split("\n");
    const after = applyEdits(text, document, { edits, importer }).split("\n");
    const changed = after.filter((line, index) => line !== before[index]);
    expect(changed.map((line) => line.replaceAll('"', "").trim())).toEqual(["version: 99.0"]);
    expect(after).toHaveLength(before.length);
  },
);
