import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createTestApi } from "./__fixtures__/test-api.ts";
import { createConnectUsage } from "./connect-usage.ts";

const GUIDE = new URL("../../../../docs/migrating-from-connect-javascript-sdk.md", import.meta.url);

/** The rows of the first table: what they call it, and what we do. */
function readRows(): readonly (readonly [theirs: string, ours: string])[] {
  const section = /## Methods\n([\s\S]*?)\n## /.exec(readFileSync(GUIDE, "utf8"))?.[1] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) => {
    const [, theirs = "", ours = ""] = line.split("|").map((cell) => cell.trim());
    return [theirs.replaceAll("`", ""), ours.replaceAll("`", "")] as const;
  });
}

const usage = createTestApi("http://127.0.0.1:1");
const resources = { ...usage, rules: usage.rules("PRD-1") };

/** `usage.rules(productId).list(query)` names the method `rules.list`. */
const methodOf = (ours: string) => /^usage\.(\w+)(?:\(\w+\))?\.(\w+)\(/.exec(ours)?.slice(1) ?? [];

const rows = readRows();

describe("the guide for users of connect-javascript-sdk", () => {
  it.each(rows.slice(1))("leads from %s to %s, which exists", (_theirs, ours) => {
    const [resource = "", method = ""] = methodOf(ours);
    expect(Reflect.get(Reflect.get(resources, resource) ?? {}, method)).toBeTypeOf("function");
  });

  it("begins with the client", () => {
    expect(rows[0]?.[1]).toMatch(/^createConnectUsage\(/);
    expect(createConnectUsage).toBeTypeOf("function");
  });

  it("leaves out no method of ours", () => {
    const { close: _close, ...all } = resources;
    const methods = Object.entries(all).flatMap(([name, resource]) =>
      Object.keys(resource).map((method) => `${name}.${method}`),
    );
    const named = rows.slice(1).map(([, ours]) => methodOf(ours).join("."));
    expect(named.toSorted()).toEqual(methods.toSorted());
  });

  it("leaves out no method of theirs that concerns usage", () => {
    const named = rows.map(([theirs]) => theirs.split("(")[0]);
    const file = [
      "accept",
      "approveAll",
      "close",
      "delete",
      "reprocess",
      "submit",
      "reconciliation",
      "reject",
      "upload",
      "categories",
    ];
    const theirs = [
      ...[...file, "search", "get", "create", "update"].map((name) => `UsageFileResource.${name}`),
      ...["close", "closeRecords", "search", "get"].map((name) => `UsageRecordResource.${name}`),
      ...["close", "download", "regenerate", "search", "get"].map(
        (name) => `UsageChunkResource.${name}`,
      ),
      ...["processedFile", "uploadedFile", "search", "create"].map(
        (name) => `UsageReconciliationResource.${name}`,
      ),
      "UsageAggregateResource.search",
      "AssetResource.usageAgregates",
      "ProductResource.usageRules",
    ];
    expect(theirs.filter((name) => !named.includes(name))).toEqual([]);
  });
});
