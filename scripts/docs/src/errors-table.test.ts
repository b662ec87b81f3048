import * as core from "@usage-billing/core";
import { expect, it } from "vitest";
import { readErrorClasses } from "./error-classes.ts";
import { toErrorsTable } from "./errors-table.ts";
import { repository } from "./repository.ts";

const exported = Object.keys(core).filter((name) => name.endsWith("Error"));

it("lists every error that core exports, with its reason", () => {
  const classes = readErrorClasses(repository);
  const ofCore = classes.filter((one) => one.package === "@usage-billing/core");
  expect(ofCore.map(({ name }) => name).sort()).toEqual(exported.sort());
  expect(classes.filter(({ summary }) => summary === "")).toEqual([]);
});

it("gives every code once", () => {
  const codes = readErrorClasses(repository).flatMap(({ code }) => code ?? []);
  expect(codes).toEqual([...new Set(codes)]);
});

it("takes what a class does not say from the class above it", () => {
  const row = (name: string) =>
    toErrorsTable(repository)
      .split("\n")
      .find((line) => line.startsWith(`| \`${name}\``))
      ?.split("|")
      .slice(3, 5)
      .map((cell) => cell.trim());
  expect(row("RateLimitError")).toEqual(["depends", "depends"]);
  expect(row("ChannelConnectionError")).toEqual(["yes", "depends"]);
  expect(row("UnsupportedOperationError")).toEqual(["no", "no"]);
});
