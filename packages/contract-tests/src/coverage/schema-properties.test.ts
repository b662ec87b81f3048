import { expect, it } from "vitest";
import { findProperties, listProperties, type Schema } from "./schema-properties.ts";

const schema: Schema = {
  allOf: [{ properties: { id: { readOnly: true } } }],
  properties: {
    name: {},
    secret: { writeOnly: true },
    items: { items: { properties: { unit: {} } } },
  },
};

it("lists the properties of requests and of answers", () => {
  expect([...listProperties(schema, "readOnly")]).toEqual([
    ".name",
    ".secret",
    ".items",
    ".items[].unit",
  ]);
  expect([...listProperties(schema, "writeOnly")]).toEqual([
    ".id",
    ".name",
    ".items",
    ".items[].unit",
  ]);
});

it("finds those that a value has, also in one item of many", () => {
  const value = { id: 1, items: [{}, { unit: "GB", other: 1 }], unknown: true };
  expect([...findProperties(schema, value)]).toEqual([".id", ".items", ".items[].unit"]);
  expect([...findProperties(schema, null)]).toEqual([]);
});
