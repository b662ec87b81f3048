import { expect, it } from "vitest";
import { insertTable, toResultTable, toSizeTable } from "./to-table.ts";

it("counts what passed of how many, and leaves open what was not run", () => {
  const results = [
    { suite: "contract: connect", passed: 3, failures: [] },
    { suite: "contract: rebilly", passed: 1, failures: ["listUsages 200: Error: lost"] },
    { suite: "conformance: rebilly", passed: 7, failures: [] },
  ];
  expect(toResultTable([{ runtime: "Bun", version: "1.4.5", results }]).split("\n")).toEqual([
    "| runtime | version | contract suite | conformance kit | writes sent once | reports |",
    "| --- | --- | --- | --- | --- | --- |",
    "| Bun | 1.4.5 | 4 of 5 | 7 of 7 | – | – |",
  ]);
});

it("shows sizes in bytes", () => {
  const table = toSizeTable([{ client: "a-client", bytes: 9000, packed: 4000 }]);
  expect(table.split("\n").at(-1)).toBe("| `@usage-billing/a-client` | 9000 | 4000 |");
});

it("replaces what stands between the marks of a document", () => {
  const document = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb";
  expect(insertTable(document, "x", "| new |")).toBe(
    "a\n<!-- begin x -->\n\n| new |\n\n<!-- end x -->\nb",
  );
  expect(() => insertTable(document, "y", "")).toThrow("There are no marks for y");
});
