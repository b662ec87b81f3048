import type { ConnectState } from "../connect-state.ts";
import { acceptFile, rejectFile } from "../files/accept-file.ts";
import type { UsageFile } from "../files/usage-file.ts";
import { changeRecord } from "../records/change-record.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import type { RuleAction, UsageRule } from "./usage-rule.ts";

const recordActions = { accept: "approve", reject: "reject" } as const;

function isAbout({ item }: UsageRule, record: ConnectRecord): boolean {
  return item === undefined || item.id === record.item?.id;
}

/** The first rule that holds for a record decides on it. */
function decideRecords(file: UsageFile, rules: readonly UsageRule[], state: ConnectState): void {
  if (rules.length === 0) return;
  for (const record of file.records) {
    const first = rules.find((rule) => isAbout(rule, record) && rule.holds(record));
    if (record.status !== "valid" || first === undefined || first.action === "manual") continue;
    changeRecord(record, recordActions[first.action], state);
  }
}

/** To accept a file a rule must hold for all records that it is about, otherwise for one of them. */
function holdsForFile(rule: UsageRule, file: UsageFile): boolean {
  const records = file.records.filter((record) => isAbout(rule, record));
  if (rule.action !== "accept") return records.some(rule.holds);
  return records.length > 0 && records.every(rule.holds);
}

/** What the records say of their file, once every one of them is decided on in the same way. */
function judgeByRecords({ tally, records }: UsageFile): RuleAction {
  if (tally.approved === records.length) return "accept";
  return tally.rejected === records.length ? "reject" : "manual";
}

function judge(file: UsageFile, rules: readonly UsageRule[], state: ConnectState): RuleAction {
  const first = rules.find((rule) => holdsForFile(rule, file));
  if (first !== undefined) return first.action;
  const byRecords = judgeByRecords(file);
  return byRecords === "manual" && state.catalogue.autoAccept === true ? "accept" : byRecords;
}

/**
 * Lets the distributor's rules decide on a file that was submitted: those of scope `record` on each
 * record, then those of scope `file`, in their order. A file that no rule decides on waits for a person,
 * unless all its records were accepted or all rejected.
 *
 * @param file - The file; nothing happens when somebody decided before.
 * @param state - The platform.
 */
export function applyRules(file: UsageFile, state: ConnectState): void {
  if (file.status !== "pending") return;
  const rules = state.rules.filter(
    ({ product, status }) => product === file.product.id && status === "active",
  );
  const ofScope = (scope: UsageRule["scope"]) => rules.filter((rule) => rule.scope === scope);
  decideRecords(file, ofScope("record"), state);
  const action = judge(file, ofScope("file"), state);
  if (action === "accept") acceptFile(file, { state, note: "Auto Approved" });
  if (action === "reject") rejectFile(file, { state, note: "Auto Rejected" });
}
