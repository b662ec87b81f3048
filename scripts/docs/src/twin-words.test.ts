import { describe, expect, it } from "vitest";
import { REFUSALS, toRefusalsTable } from "./refusals-table.ts";
import { repository } from "./repository.ts";
import { readTwinWords, type TwinWords } from "./twin-words.ts";

/** What a twin writes that refuses nothing, and why it does not. */
const NO_REFUSALS: Readonly<Record<string, RegExp>> = {
  "parts of XML": /<\?xml|<\/?[\w:]+[ >/]/,
  "names of the sample": /^Twin \w+$|^Customer of x$/,
  "notes of rules": /^Auto (Approved|Rejected)$/,
  "times and figures": /^x (x|00:00:00|23:59:59)$/,
  "headers and sums": /^items x-x\/x$|^x - x$|^row x, x: x$|^x of x records are invalid/,
  "a fault of the twin itself": /^no transition: /,
  "parts of a longer text": /^a (value|property)$/,
  "titles, which go with a detail":
    /^(Bad Request|Not Found|Method Not Allowed|Validation failed|Rate Limit Exceeded|Internal Server Error)$/,
};

const isNone = (text: string): boolean =>
  Object.values(NO_REFUSALS).some((pattern) => pattern.test(text));

/** What the twin puts before what a function of this file says. */
const BEFORE: Readonly<Record<string, string>> = {
  "packages/twins/src/rebilly/read-usage.ts": "quantity: quantity ",
};

/** The text as it may be said: with a number or a name for each value. */
function fillIn({ file, text }: TwinWords): readonly string[] {
  const said = `${BEFORE[file] ?? ""}${text}`;
  return ["x", "9", "vendor"].map((value) => said.replaceAll(/\bx\b/g, value));
}

function isCatalogued(api: string, twin: TwinWords): boolean {
  const texts = fillIn(twin);
  return (REFUSALS[api] ?? []).some(({ words, example = "" }) => {
    const isWanted = words !== undefined && words.source !== "^";
    return texts.some((text) => (isWanted && words.test(text)) || example.includes(text));
  });
}

describe.each(Object.keys(REFUSALS))("the catalogue of %s", (api) => {
  const texts = readTwinWords(repository, api).filter(({ text }) => !isNone(text));

  it("has everything that the twin can say", () => {
    expect(texts.length).toBeGreaterThan(15);
    expect(texts.filter((twin) => !isCatalogued(api, twin))).toEqual([]);
  });

  it("would miss what it does not have", () => {
    expect(isCatalogued(api, { file: "", text: "A refusal that nobody has heard of" })).toBe(false);
  });

  it("is in the table, each refusal once", () => {
    const table = toRefusalsTable(api);
    for (const { id } of REFUSALS[api] ?? []) expect(table.split(`| \`${id}\` `)).toHaveLength(2);
  });
});

it("leaves nothing out for a reason that is no longer there", () => {
  const texts = Object.keys(REFUSALS).flatMap((api) => readTwinWords(repository, api));
  const unused = Object.entries(NO_REFUSALS).filter(
    ([, pattern]) => !texts.some(({ text }) => pattern.test(text)),
  );
  expect(unused).toEqual([]);
});
