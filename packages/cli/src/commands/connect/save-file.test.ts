import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CommandError } from "../../command-error.ts";
import { saveFile, startFile } from "./save-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "save-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = (name: string): string => join(folder, name);
const bytes = new TextEncoder().encode("whole");

describe("saveFile", () => {
  it("shows a file only when it is whole", async () => {
    const draft = await startFile(place("a"), {});
    await draft.write("wh");
    await draft.write("ole");
    expect(readdirSync(folder)).not.toContain("a");
    await draft.finish();
    await draft.drop();
    expect(readdirSync(folder)).toEqual(["a"]);
    expect(readFileSync(place("a"), "utf8")).toBe("whole");
  });

  it("leaves nothing behind when the contents never came", async () => {
    const draft = await startFile(place("a"), {});
    await draft.write("wh");
    await draft.drop();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("replaces a file only by force", async () => {
    writeFileSync(place("a"), "mine");
    await expect(saveFile(place("a"), bytes, {})).rejects.toThrow(CommandError);
    expect(readFileSync(place("a"), "utf8")).toBe("mine");
    await saveFile(place("a"), bytes, { force: true });
    expect(readFileSync(place("a"), "utf8")).toBe("whole");
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it("does not replace a file that appeared meanwhile", async () => {
    const draft = await startFile(place("a"), {});
    await draft.write(bytes);
    writeFileSync(place("a"), "somebody else's");
    await expect(draft.finish()).rejects.toThrow("is there already");
    await draft.drop();
    expect(readFileSync(place("a"), "utf8")).toBe("somebody else's");
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it("says why a file cannot be written", async () => {
    await expect(saveFile(place("none/a"), bytes, {})).rejects.toThrow("there is no such folder");
    mkdirSync(place("b"));
    await expect(saveFile(place("b"), bytes, { force: true })).rejects.toThrow(
      "folder of that name",
    );
  });
});
