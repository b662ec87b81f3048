import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { attributeOf, XmlScanner } from "./xml-scanner.ts";

/** What was scanned, texts joined. */
function scan(...portions: readonly string[]): readonly string[] {
  const events: string[] = [];
  let text = "";
  const note = (event: string): void => {
    if (text !== "") events.push(`"${text}"`);
    text = "";
    events.push(event);
  };
  const scanner = new XmlScanner({
    onOpen: (name, attributes) => note(`<${name} ${attributeOf(attributes, "r") ?? ""}>`),
    onText: (piece) => {
      text += piece;
    },
    onClose: (name) => note(`</${name}>`),
  });
  for (const portion of portions) scanner.write(portion);
  scanner.end();
  return events;
}

/** The same by a parser of others. */
function parse(xml: string): readonly string[] {
  const events: string[] = [];
  let text = "";
  const parser = new SaxesParser();
  const note = (event: string): void => {
    if (text !== "") events.push(`"${text}"`);
    text = "";
    events.push(event);
  };
  const local = (name: string): string => name.slice(name.indexOf(":") + 1);
  parser.on("opentag", ({ name, attributes }) => note(`<${local(name)} ${attributes["r"] ?? ""}>`));
  const hear = (piece: string): void => {
    text += piece;
  };
  parser.on("text", (piece) => {
    if (events.length > 0) hear(piece);
  });
  parser.on("cdata", hear);
  parser.on("closetag", ({ name }) => note(`</${local(name)}>`));
  parser.write(xml).close();
  return events;
}

const content = fc.constantFrom(
  "plain",
  "&amp;&lt;&gt;&quot;&apos;",
  "&#65;&#x20AC;",
  "<![CDATA[<c>&amp;]]>",
  "<!-- <c> -->",
  "<?note <c> ?>",
  " \n ",
  "größe",
);
const attributes = fc.constantFrom("", ' r="A1"', " r='>'", '\n\tr = "a&amp;b"', ' x="1" r="2" ');
const name = fc.constantFrom("c", "x:c", "row", "is");
const { element } = fc.letrec<{ element: string; inner: string }>((tie) => ({
  inner: fc.oneof({ maxDepth: 3 }, content, tie("element")),
  element: fc
    .tuple(name, attributes, fc.array(tie("inner"), { maxLength: 4 }), fc.boolean())
    .map(([tag, attribute, inner, isEmpty]) =>
      isEmpty ? `<${tag}${attribute}/>` : `<${tag}${attribute}>${inner.join("")}</${tag}>`,
    ),
}));

describe("XmlScanner", () => {
  it("reads what another parser reads, wherever the text is cut", () => {
    fc.assert(
      fc.property(element, fc.nat(), fc.nat(), (xml, first, second) => {
        const whole = `<?xml version="1.0"?>\n${xml}\n`;
        const [from = 0, to = 0] = [first % whole.length, second % whole.length].toSorted(
          (left, right) => left - right,
        );
        const portions = [whole.slice(0, from), whole.slice(from, to), whole.slice(to)];
        expect(scan(...portions)).toEqual(parse(whole));
      }),
      { seed: 20261001, numRuns: 1000 },
    );
  });

  it.each([
    ["", "ends too early"],
    ["<a>", "ends too early"],
    ["<a><b></a></b>", "</a> closes <b>"],
    ["<a/><b/>", "<b/>"],
    ["<a></a></a>", "</a> closes <>"],
    ["text<a/>", "outside of all elements"],
    ["<a>&nbsp;</a>", "&nbsp; is no entity"],
    ["<a>&</a>", "& is no entity"],
    ["<a>&#0;</a>", "&#0; is no entity"],
    ["<a>&#x110000;</a>", "&#x110000; is no entity"],
    ["<a></a><!-- ", "ends too early"],
    ["<a>< b/></a>", "broken XML: < b/>"],
    ["<a></ a>", "</ a> closes <a>"],
    ["<a><![CDATA[</a>", "ends too early"],
    ["<a>".repeat(101), "too deep"],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE: refused"],
  ])("refuses %j", (xml, message) => {
    const refused = (): unknown => scan(xml);
    expect(refused).toThrow(InvalidWorkbookError);
    expect(refused).toThrow(message);
  });

  it.each<[string, readonly string[]]>([
    ['<a r="b>c"/>', ["<a b>c>", "</a>"]],
    ["<a r='b>c'/>", ["<a b>c>", "</a>"]],
    ["\uFEFF<a/>", ["<a >", "</a>"]],
    ["<a></a\n>", ["<a >", "</a>"]],
    ["<a>&#x10FFFF;</a>", ["<a >", '"\u{10FFFF}"', "</a>"]],
  ])("reads %j", (xml, events) => {
    expect(scan(xml)).toEqual(events);
  });

  it("reads elements in elements, a hundred deep", () => {
    expect(scan(`${"<a>".repeat(100)}${"</a>".repeat(100)}`)).toHaveLength(200);
  });

  it("keeps only so much of a tag that does not end", () => {
    expect(() => scan(`<a r="${"x".repeat(5 * 1024 * 1024)}`)).toThrow("too long");
  });
});
