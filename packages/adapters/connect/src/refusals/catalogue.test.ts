import { findRefusals, type KnownRefusal } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { connectRefusals } from "./connect-refusals.ts";

const ids = (found: readonly KnownRefusal[]): readonly string[] => found.map(({ id }) => id);

/** What is found for words of a row, of a file, or of an answer with a status. */
function find(of: string | number, words: string): readonly string[] {
  const by = typeof of === "number" ? { status: of } : { rule: of };
  return ids(findRefusals(connectRefusals, { ...by, words }));
}

/** What a refusal can be about: a field of a record, the whole of it, its file, or what a call needs. */
const FIELDS =
  /^(amount|attributes(\.(product|contract|currency))?|call|category|credential|file|meter|period|quantity|record|recordId|subscription|tier)$/;

describe("the catalogue", () => {
  it.each(connectRefusals)("tells of $id what it means and what to do", (refusal) => {
    expect(refusal).toMatchObject({
      id: expect.stringMatching(/^[a-z]+(-[a-z]+)+$/),
      at: expect.stringMatching(/^(any call|before sending|billing|changing|reading|sending)$/),
      field: expect.stringMatching(FIELDS),
      meaning: expect.stringMatching(/^[A-Z].+\.$/),
      fix: expect.stringMatching(/^[A-Z].+\.$/),
      retry: expect.stringMatching(/^(after the fix|later|never)$/),
      basis: expect.stringMatching(/^(documented|inferred|own check|seen)$/),
    });
  });

  it("keeps what an answer means apart from what the adapter finds out itself", () => {
    for (const { at, basis, rule, id, status, words, example } of connectRefusals) {
      const isOwn = at === "before sending";
      expect(basis === "own check").toBe(isOwn);
      expect(words === undefined || example === undefined).toBe(isOwn);
      if (isOwn) expect([rule, status]).toEqual([id, undefined]);
      else expect(rule ?? "none").toMatch(/^(file-refused|file-rejected|row-refused|none)$/);
    }
  });

  it("has waiting help only where nothing has to be mended", () => {
    const of = (retry: string) => connectRefusals.filter((refusal) => refusal.retry === retry);
    expect(ids(of("later"))).toEqual(["too-many-requests", "expired-link", "server-failure"]);
    expect(ids(of("never"))).toEqual(["file-beyond-change"]);
    for (const { fix } of of("later")) expect(fix).toMatch(/^Nothing/);
  });

  it("has something to say of every answer that refuses a record or a call", () => {
    for (const status of [400, 401, 403, 404, 405, 413, 429, 500, 503])
      expect(find(status, "413: odd")).not.toEqual([]);
    for (const rule of ["row-refused", "file-refused", "file-rejected"])
      expect(find(rule, "odd")).not.toEqual([]);
  });

  it.each(connectRefusals.filter(({ at }) => at !== "before sending"))(
    "finds $id by its own example",
    ({ id, rule, status, example: words }) => {
      // Of a record that was refused for others the platform says nothing.
      expect(words).toMatch(id === "file-refused-for-others" ? /^$/ : /\w{3}/);
      expect(ids(findRefusals(connectRefusals, { rule, status, words }))).toContain(id);
    },
  );

  it("gives every refusal a name of its own", () => {
    expect(new Set(ids(connectRefusals)).size).toBe(connectRefusals.length);
  });

  it("knows nothing of what was never said", () => {
    expect(findRefusals(connectRefusals, { rule: "no-such-rule" })).toEqual([]);
    expect(findRefusals(connectRefusals, { words: "everything is fine" })).toEqual([]);
  });
});

describe("words of a row", () => {
  it.each([
    ["unknown-item", "Unknown item 7"],
    ["unknown-item", "USG_011"],
    ["unknown-asset", "Asset not found"],
    ["unknown-asset", "the asset is not found"],
    ["unknown-asset", "the asset was not found"],
    ["unknown-asset", "unknown asset"],
    ["missing-cell", "is required; and more"],
    ["other-row-problem", "is required by law"],
    ["other-row-problem", "odd"],
    ["other-row-problem", ""],
    ["other-row-problem", "this negative"],
  ])("are taken for %s: %j", (id, words) => {
    expect(find("row-refused", words)).toEqual([id]);
  });

  it("tell of several reasons at once", () => {
    expect(find("row-refused", "is required; -1 is negative")).toEqual([
      "missing-cell",
      "negative-number",
    ]);
  });
});

describe("words of a file", () => {
  it.each([
    ["invalid-rows", "12 of 340 records are invalid"],
    ["upload-without-file", "The body is not multipart."],
    ["upload-without-file", "The name must end in .xlsx"],
    ["other-file-problem", "The name must end in xlsx"],
    ["unknown-product", "product: it is not there"],
    ["unknown-product", "VAL_17: product: it is not there"],
    ["other-file-problem", "VAL_x: product: it is not there"],
    ["other-file-problem", "a word before product: it is not there"],
    ["unknown-contract", "contract: it is not there"],
    ["unknown-contract", "VAL_17: contract: it is not there"],
    ["other-file-problem", "VAL_x: contract: it is not there"],
    ["other-file-problem", "a word before contract: it is not there"],
    ["missing-file-property", "name: This field is required."],
    ["missing-file-property", "contract.id: This field is required."],
    ["other-file-problem", "-.id: This field is required."],
    ["malformed-file-property", "Not a valid string."],
    ["malformed-file-property", "no more than 9 characters"],
    ["malformed-file-property", "The body is not JSON."],
    ["malformed-file-property", "The body is not an object."],
    ["malformed-file-property", "The body is not an array."],
    ["malformed-file-property", "The body is null."],
    ["malformed-file-property", "An entry is not an object."],
    ["malformed-file-period", "period: odd"],
    ["malformed-file-period", "period.from: odd"],
    ["other-file-problem", "period.-: odd"],
    ["too-large", "413"],
    ["file-refused-for-others", ""],
    ["other-file-problem", "odd"],
  ])("are taken for %s: %j", (id, words) => {
    expect(find("file-refused", words)).toEqual([id]);
  });

  it("are the distributor's own where it rejected the file", () => {
    expect(find("file-rejected", "VAL_001: product: odd")).toEqual(["rejected-by-distributor"]);
  });
});

describe("an answer", () => {
  it.each<[string, number, string]>([
    ["missing-billing", 400, "external_billing_id: This field is required."],
    ["missing-billing", 400, "external_id: This field is required."],
    ["wrong-record-state", 400, "accept is not possible while the chunk is draft."],
    ["wrong-file-state", 400, "accept is not possible while the file is draft."],
    ["wrong-record-state", 400, "The status: It must be one of valid and approved."],
    ["wrong-record-state", 400, "There is no workbook while the chunk is draft."],
    ["wrong-record-state", 400, "There is no processed file while it is uploaded."],
    ["unknown-billed-record", 400, "Unknown record UR-1"],
    ["bad-reconciliation", 400, "recon_file: odd"],
    ["bad-reconciliation", 400, "VAL_17: recon_file: odd"],
    ["other-file-problem", 400, "VAL_x: recon_file: odd"],
    ["other-file-problem", 400, "a word before recon_file: odd"],
    ["bad-rule", 400, "rule: odd"],
    ["bad-rule", 400, "VAL_17: rule: odd"],
    ["other-file-problem", 400, "VAL_x: rule: odd"],
    ["other-file-problem", 400, "a word before rule: odd"],
    ["bad-rule", 400, "item: odd"],
    ["bad-rule", 400, "item.id: odd"],
    ["bad-rule", 400, "gravity: odd"],
    ["bad-rule", 400, "gravity.after: odd"],
    ["bad-rule", 400, "action: odd"],
    ["bad-rule", 400, "scope: odd"],
    ["bad-rule", 400, "status: odd"],
    ["bad-rule", 400, "kind: It must be one of a and b"],
    ["bad-list-query", 400, "RQL error: odd"],
    ["bad-list-query", 400, "the list has no filter x"],
    ["bad-list-query", 400, "the list has no order x"],
    ["bad-list-query", 400, "x does not take y"],
    ["bad-list-query", 400, "there is no operator x"],
    ["bad-list-query", 400, "expected a value at position 3"],
    ["bad-list-query", 400, '"x" is not a time'],
    ["other-file-problem", 400, "odd"],
    ["expired-link", 403, "AccountRequiresHttps"],
    ["wrong-account-kind", 403, "odd"],
    ["too-large", 413, "the body is too large"],
    ["server-failure", 503, "odd"],
  ])("is taken for %s: %i %s", (id, status, words) => {
    expect(find(status, words)).toEqual([id]);
  });

  it.each([
    ["empty-reconciliation", "None of 12 rows could be booked."],
    ["empty-reconciliation", "3 of 12 records were booked."],
    ["empty-reconciliation", "recon_file is required."],
    ["chunk-failed", "The workbook could not be generated."],
    ["file-beyond-change", "it can no longer be changed"],
  ])("is taken for %s by its words alone: %s", (id, words) => {
    expect(ids(findRefusals(connectRefusals, { words }))).toContain(id);
  });
});
