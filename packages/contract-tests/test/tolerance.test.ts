import type { Transport } from "@usage-billing/http";
import { describe, expect, it } from "vitest";
import { createCannedTransport } from "../src/canned-transport.ts";
import { contractDocuments } from "../src/contract-document.ts";
import {
  changeAnswer,
  type FutureAnswer,
  type JsonObject,
  type Members,
  NEW_WORD,
} from "../src/future/change-answer.ts";
import { createRandom } from "../src/future/random.ts";
import { toLeaves } from "../src/future/to-leaves.ts";
import { createAnswerGenerator } from "../src/generate-answer.ts";
import { adapterReads } from "./adapter-reads.ts";

interface Tolerance extends Members {
  /** Operations whose answers are changed, with their statuses. */
  readonly operations: readonly (readonly [id: string, status: number])[];
  /** Parts of a result that stand for something else when a member is gone, by member. */
  readonly dependents: Readonly<Record<string, readonly string[]>>;
}

const tolerances: Readonly<Record<keyof typeof contractDocuments, Tolerance>> = {
  connect: {
    required: new Set(["id", "parameter_name"]),
    words: new Set(["status", "sub_status", "schema", "environment", "action", "scope", "type"]),
    operations: [
      ["listUsageFiles", 200],
      ["getUsageFile", 200],
      ["createUsageFile", 201],
      ["listUsageRecords", 200],
      ["getUsageRecord", 200],
      ["listUsageChunks", 200],
      ["listUsageReconciliations", 200],
      ["listUsageAggregates", 200],
      ["listUsageFileCategories", 200],
      ["listUsageRules", 200],
    ],
    // The ids beside these objects take their place.
    dependents: {
      asset: ["asset"],
      external_id: ["asset"],
      external_uid: ["asset"],
      item: ["item"],
      local_id: ["item"],
      outdated: ["isOutdated"],
    },
  },
  rebilly: {
    required: new Set(["id", "quantity", "subscriptionId", "createdTime"]),
    words: new Set(["rel"]),
    operations: [
      ["listUsages", 200],
      ["createUsage", 201],
    ],
    // Without its own time a usage has that of its storing; without an invoice it is open.
    dependents: { usageTime: ["period", "status", "reason", "candidates"], invoiceId: ["status"] },
  },
  twocheckout: {
    required: new Set([
      ...["OptionCode", "SubscriptionReference", "Units", "UsageEnd", "UsageStart"],
      ...["UsageReference", "Items"],
    ]),
    words: new Set(),
    operations: [
      ["listSubscriptionUsages", 200],
      ["addSubscriptionUsages", 200],
      ["updateSubscriptionUsage", 200],
    ],
    dependents: { RenewalOrderReference: ["status"], Description: ["recordId", "reason"] },
  },
};

/** How many answers of each channel come from the future, and how many of today they are made of. */
const ANSWERS = 500;
const KINDS = 50;

type Api = keyof typeof tolerances;

/** What is read of an answer, by operation. */
function createReader(api: Api) {
  const transport = createCannedTransport();
  const reads = adapterReads[api](transport satisfies Transport);
  return async (operation: string, status: number, body: unknown) => {
    const headers = {
      "content-type": "application/json",
      "content-range": "items 0-0/1",
      "pagination-total": "1",
    };
    transport.give({ status, headers, body });
    return toLeaves(await reads[operation]?.());
  };
}

type Leaves = ReadonlyMap<string, string>;

/** What stays is as it was, words apart, and nothing is lost beside what went. */
function expectKept(before: Leaves, after: Leaves, change: FutureAnswer, tolerance: Tolerance) {
  const excused = change.gone.flatMap((name) => tolerance.dependents[name] ?? []);
  const isExcused = (path: string) => path.split(".").some((name) => excused.includes(name));
  for (const [path, value] of after) {
    // A word that is gone is read as an empty one.
    if (value === "" || value.startsWith(NEW_WORD) || isExcused(path)) continue;
    expect(value, path).toBe(before.get(path) ?? "");
  }
  const lost = [...before.keys()].filter((path) => !after.has(path) && !isExcused(path));
  expect(lost.length, `lost ${lost}`).toBeLessThanOrEqual(change.lost);
}

describe.each(Object.keys(tolerances) as Api[])("%s", (api) => {
  const tolerance = tolerances[api];
  const { operations } = tolerance;

  it(`reads ${ANSWERS} answers of the future`, async () => {
    const generate = await createAnswerGenerator(contractDocuments[api]);
    const read = createReader(api);
    const random = createRandom(20261001);
    const done = { gone: 0, lost: 0, words: 0, members: 0 };
    for (let kind = 0; kind < KINDS; kind += 1) {
      const [operation = "", status = 200] = operations[kind % operations.length] ?? [];
      const { body } = await generate({ operation, status, seed: `tolerance ${kind}` });
      const now = { body } as JsonObject;
      const before = await read(operation, status, body);
      for (let turn = 0; turn < ANSWERS / KINDS; turn += 1) {
        const members = { ...tolerance, required: new Set([...tolerance.required, "body"]) };
        const change = changeAnswer(now, members, random);
        const today = await read(operation, status, change.today["body"]);
        const future = await read(operation, status, change.future["body"]);
        for (const [path, value] of today) expect(future.get(path), path).toBe(value);
        expectKept(before, today, change, tolerance);
        done.gone += change.gone.length;
        done.lost += change.lost;
        done.words += JSON.stringify(change.today).split(NEW_WORD).length - 1;
        done.members += JSON.stringify(change.future).split('"future_').length - 1;
      }
    }
    expect(done.gone).toBeGreaterThan(ANSWERS / 4);
    expect(done.members).toBeGreaterThan(ANSWERS / 4);
    if (tolerance.words.size > 0) expect(done.words).toBeGreaterThan(ANSWERS / 4);
  });
});
