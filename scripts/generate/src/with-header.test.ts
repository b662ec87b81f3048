import { expect, it } from "vitest";
import { withHeader } from "./with-header.ts";

it("names the document on line 1 and ends with one line feed", () => {
  const notice = "Generated from specs/rebilly.yml by npm run generate. Do not edit.";
  expect(withHeader("\nexport {};\r\n\n", "rebilly.yml", "src/generated/schema.ts")).toBe(
    `// ${notice}\nexport {};\n`,
  );
  expect(withHeader("# Title", "rebilly.yml", "docs/README.md")).toBe(
    `<!-- ${notice} -->\n\n# Title\n`,
  );
});
