import type { Problem, UsageRecord } from "@usage-billing/core";
import {
  assetCriterionOf,
  type FileDefaults,
  type FileProperty,
  filePropertyOf,
} from "./file-defaults.ts";

const FORMS: Readonly<Record<FileProperty, { readonly form: RegExp; readonly example: string }>> = {
  product: { form: /^[\w.-]{1,255}$/, example: "PRD-276-377-545" },
  contract: { form: /^[\w.-]{1,255}$/, example: "CRD-41560-05399-12345" },
  currency: { form: /^[A-Z]{3}$/, example: "USD" },
};

/** How ids of other things start: ids that changed places are named as such. */
const OTHER_KINDS: Readonly<
  Record<"product" | "contract", { readonly start: RegExp; readonly kind: string }>
> = {
  product: { start: /^CRD-/i, kind: "a contract's id" },
  contract: { start: /^PRD-/i, kind: "a product's id" },
};

/** What is wrong with the form of a value; nothing when it can be right. */
function describeForm(property: FileProperty, value: string): string | undefined {
  if (!FORMS[property].form.test(value)) return "is not one";
  if (property === "currency" || !OTHER_KINDS[property].start.test(value)) return undefined;
  return `is ${OTHER_KINDS[property].kind}`;
}

const CRITERION = /^(asset\.id|parameter\.[\w.-]{1,255})$/;

function propertyProblem(
  record: UsageRecord,
  property: FileProperty,
  defaults: FileDefaults,
): Problem | undefined {
  const value = filePropertyOf(record, property, defaults);
  const { example } = FORMS[property];
  const field = `attributes.${property}`;
  const fix = `Set the channel's option "${property}", for example "${example}", or map a column to the attribute ${property}.`;
  if (value === undefined) {
    const message = `the record has no ${property}, and the channel's option "${property}" is not set`;
    return { rule: `missing-${property}`, field, message, fix };
  }
  const wrong = describeForm(property, value);
  if (wrong === undefined) return undefined;
  return { rule: `invalid-${property}`, field, message: `${property} "${value}" ${wrong}`, fix };
}

function criterionProblem(record: UsageRecord, defaults: FileDefaults): Problem | undefined {
  const criterion = assetCriterionOf(record, defaults);
  if (criterion !== undefined && CRITERION.test(criterion)) return undefined;
  const message =
    criterion === undefined
      ? `subscription "${record.subscription}" is not an asset id (AS-…), and nothing says what else it is`
      : `asset criterion "${criterion}" is neither asset.id nor parameter.<id>`;
  return {
    rule: criterion === undefined ? "missing-asset-criterion" : "invalid-asset-criterion",
    field: "attributes.assetCriterion",
    message,
    fix: 'Set the channel\'s option "assetCriterion" to asset.id or parameter.<id>.',
  };
}

/**
 * Checks what a record says about the file that it goes into, and how it names its subscription.
 *
 * @param record - The record.
 * @param defaults - The channel's options.
 * @returns Every problem found; each names the option that would mend it.
 */
export function checkFileProperties(
  record: UsageRecord,
  defaults: FileDefaults,
): readonly Problem[] {
  return [
    propertyProblem(record, "product", defaults),
    propertyProblem(record, "contract", defaults),
    propertyProblem(record, "currency", defaults),
    criterionProblem(record, defaults),
  ].filter((problem) => problem !== undefined);
}
