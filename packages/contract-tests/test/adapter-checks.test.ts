import type { RecordStatus } from "@usage-billing/connect";
import type { UsageRecord } from "@usage-billing/core";
import { describe, expect, expectTypeOf, it } from "vitest";
import { createCannedTransport } from "../src/canned-transport.ts";
import { contractDocuments } from "../src/contract-document.ts";
import { listRules, nameRule } from "../src/negative/list-rules.ts";
import { type AdapterCheck, adapterChecks } from "./adapter-checks.ts";
import type { Api } from "./client-calls.ts";

/** What an adapter says when it is asked to break a rule. */
async function askFor(check: AdapterCheck): Promise<string> {
  if ("cannot" in check) return "";
  try {
    return JSON.stringify(await check.attempt());
  } catch (error) {
    return String(error);
  }
}

describe.each(Object.keys(contractDocuments) as Api[])("the %s adapter", async (api) => {
  const transport = createCannedTransport();
  const checks = adapterChecks[api](transport);
  const rules = await listRules(contractDocuments[api]);

  it("has an answer to every rule of its document, and to no other", () => {
    expect(Object.keys(checks).sort()).toEqual(rules.map(nameRule).sort());
  });

  const refusals = Object.entries(checks).filter(([, check]) => "names" in check);

  it.each(refusals)("refuses before a request, with the field's name: %s", async (_, check) => {
    const words = await askFor(check);
    expect("names" in check && check.names).toBeTruthy();
    if ("names" in check) expect(words).toMatch(new RegExp(`\\b${check.names}\\b`));
    expect(words).not.toMatch(/^\[\]$|TypeError/);
    expect(transport.requests()).toBe(0);
  });
});

it("holds by type what no check can be asked for", () => {
  expectTypeOf<RecordStatus>().toEqualTypeOf<
    "valid" | "invalid" | "approved" | "rejected" | "closed"
  >();
  expectTypeOf<UsageRecord>().toHaveProperty("quantity").not.toBeNullable();
  expectTypeOf<UsageRecord["period"]["start"]>().toEqualTypeOf<number>();
});
