import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Difference } from "../compare/difference.ts";
import { readCorrections, sortOut } from "./corrections.ts";

const folder = resolve(import.meta.dirname, "../../../../specs");

/** The first cells of the tables of a file. */
function rowsOf(file: string): readonly string[] {
  const lines = readFileSync(resolve(folder, file), "utf8").split("\n");
  return lines
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|")[1]?.trim() ?? "");
}

const TABLES = {
  connect: "connect.corrections.md",
  rebilly: "README.md",
  twocheckout: "README.md",
};

describe("the corrections of the committed documents", () => {
  it.each(Object.entries(TABLES))("of %s have their reasons in the tables", (api, file) => {
    const rows = rowsOf(file);
    for (const { where, differences } of readCorrections(folder, api)) {
      expect(rows).toContain(where);
      expect(differences.length).toBeGreaterThan(0);
    }
  });
});

describe("sortOut", () => {
  const difference = (place: string, theirs: string): Difference => {
    return {
      kind: "safe",
      place,
      aspect: "status",
      ours: "there",
      theirs,
      operations: [],
      edits: [],
    };
  };
  const corrections = [
    { where: "every operation", differences: ["* 401 · status: there → none"] },
    { where: "one", differences: ["GET /a.b/{id} 400 · status: there → none"] },
  ];

  it("finds the row of what is known, and takes a change of it for drift", () => {
    const known = [difference("GET /x 401", "none"), difference("GET /a.b/{id} 400", "none")];
    const drift = [difference("GET /x 401", "other"), difference("GET /aXb/{id} 400", "none")];
    const sorted = sortOut([...known, ...drift], corrections);
    expect(sorted.known.map(({ where }) => where)).toEqual(["every operation", "one"]);
    expect(sorted.drift).toEqual(drift);
  });
});
