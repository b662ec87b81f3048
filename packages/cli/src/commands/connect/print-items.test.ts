import { describe, expect, it } from "vitest";
import type { CommandContext } from "../../context.ts";
import { printDone, printItem, printList } from "./print-items.ts";

function createContext() {
  const out: string[] = [];
  const err: string[] = [];
  const context: CommandContext = {
    environment: {},
    print: (line) => out.push(line),
    warn: (line) => err.push(line),
    isTerminal: false,
    signal: new AbortController().signal,
    end: () => {},
  };
  return { context, out, err };
}

const FILE = {
  id: "UF-1",
  status: "ready",
  name: "October\u001b[2J",
  events: { created: { at: Date.UTC(2026, 9, 1), by: { id: "SU-1" } } },
  uploadedLink: "https://storage.example/?signature=canary",
  processedLink: "https://storage.example/?signature=canary",
  reconciliationLink: "https://storage.example/?signature=canary",
  raw: { usage_file_uri: "https://storage.example/?signature=canary" },
};

describe("items", () => {
  it("are shown with times in UTC, and without signed links or control characters", () => {
    const { context, out } = createContext();
    printItem(FILE, {}, context);
    expect(out.join("\n").split("\n")).toEqual([
      "id                    UF-1",
      "status                ready",
      "name                  October\\u{1b}[2J",
      "events.created.at     2026-10-01T00:00:00Z",
      "events.created.by.id  SU-1",
    ]);
  });

  it("are one line of JSON each, without signed links", async () => {
    const { context, out, err } = createContext();
    const output = { options: { json: true }, context };
    async function* items() {
      yield FILE;
      yield FILE;
    }
    await printList({ items: items(), noun: "file" }, [], output);
    expect(out).toHaveLength(2);
    expect(out.join("")).not.toContain("canary");
    expect(JSON.parse(out[0] ?? "")).toMatchObject({
      events: { created: { at: "2026-10-01T00:00:00Z" } },
    });
    expect(err).toEqual([]);
  });

  it("are counted after tables of a thousand rows", async () => {
    const { context, out, err } = createContext();
    async function* items() {
      for (let number = 0; number < 2_001; number += 1) yield { number };
    }
    const columns = [{ title: "number", cell: (item: { number: number }) => String(item.number) }];
    await printList({ items: items(), noun: "thing" }, columns, { options: {}, context });
    expect(out.map((table) => table.split("\n").length)).toEqual([1_001, 1_001, 2]);
    expect(err).toEqual(["2001 things."]);
  });

  it("do not move the cursor with the platform's words", () => {
    const { context, out } = createContext();
    printDone({ sentence: "UF-1 is rejected: \u001b[2Jgone", item: FILE }, {}, context);
    expect(out).toEqual(["UF-1 is rejected: \\u{1b}[2Jgone"]);
  });
});
