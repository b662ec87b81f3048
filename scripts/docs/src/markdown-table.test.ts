import { expect, it } from "vitest";
import { toMarkdownTable } from "./markdown-table.ts";

it("gives every column one width", () => {
  const rows = [
    ["", "name"],
    ["a", "x"],
    ["longer", "y"],
  ];
  expect(toMarkdownTable(rows)).toBe(
    ["|        | name |", "| ------ | ---- |", "| a      | x    |", "| longer | y    |"].join("\n"),
  );
});
