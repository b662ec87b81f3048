import { expect, it } from "vitest";
import { fillGenerated } from "./fill-generated.ts";

const sections = { greeting: (name: string) => `Hello ${name || "you"}.` };

it("writes the parts between the markers and leaves the rest alone", () => {
  const text =
    "# Title\n\n<!-- generated: greeting Ada -->\nold\n<!-- /generated -->\n\nEnd.\n<!-- generated: greeting --><!-- /generated -->\n";
  expect(fillGenerated(text, sections)).toBe(
    "# Title\n\n<!-- generated: greeting Ada -->\n\nHello Ada.\n\n<!-- /generated -->\n\nEnd.\n<!-- generated: greeting -->\n\nHello you.\n\n<!-- /generated -->\n",
  );
});

it("changes nothing the second time, and nothing in a text without markers", () => {
  const once = fillGenerated("<!-- generated: greeting --><!-- /generated -->", sections);
  expect(fillGenerated(once, sections)).toBe(once);
  expect(fillGenerated("# Title\n", sections)).toBe("# Title\n");
});

it("copies text with dollar signs as it is", () => {
  const text = "<!-- generated: price --><!-- /generated -->";
  expect(fillGenerated(text, { price: () => "$& $1" })).toContain("\n$& $1\n");
});

it.each([
  ["<!-- generated: greting --><!-- /generated -->", 'nothing generates "greting"'],
  ["<!-- generated: greeting -->\n", "does not end"],
  ["<!-- /generated -->\n", "does not end"],
])("refuses %j", (text, message) => {
  expect(() => fillGenerated(text, sections)).toThrow(message);
});
