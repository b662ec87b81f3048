import { createConnectUsage } from "@usage-billing/connect";
import { type Channel, Quantity, type UsageRecord } from "@usage-billing/core";
import type { Transport } from "@usage-billing/http";
import { createFakeClock } from "@usage-billing/http/testing";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";
import type { Api } from "./client-calls.ts";
import { octoberRecord } from "./usage-records.ts";

/** How an adapter keeps to a rule of the document. */
export type AdapterCheck =
  | {
      /** The adapter's own name of the field. */
      readonly names: string;
      /** Tries to break the rule; gives the problems found, or throws. */
      readonly attempt: () => unknown;
    }
  | {
      /** Why the adapter has no way to send such a request. */
      readonly cannot: string;
    };

/** The checks by the rules' names. */
export type AdapterChecks = Readonly<Record<string, AdapterCheck>>;

const rql = { cannot: "filters are written in RQL; this parameter is never sent" };
const body = { cannot: "the adapter writes the body itself, always" };
const noReading = { cannot: "the adapter does not read single usages" };
const given = { cannot: "references come from the channel's own answers; dots alone are refused" };
const interval = { cannot: "the adapter writes the ends of what it reads, which are instants" };
const paging = { cannot: "pages are counted by the adapter" };
const unused = { cannot: "the adapter has no such criterion" };
const typed = { cannot: "required by type" };

function connectChecks(transport: Transport): AdapterChecks {
  const account = { apiKey: "ApiKey SU-1:token", retries: 0, clock: createFakeClock(), transport };
  const { chunks, files, reconciliations, records } = createConnectUsage(account);
  const empty = new Uint8Array();
  return {
    "listUsageFiles query.environment enum": rql,
    "listUsageFiles query.schema enum": rql,
    "listUsageFiles query.status enum": rql,
    "listUsageRecords query.status enum": rql,
    "listUsageRecords query.usagefile.schema enum": rql,
    "listUsageChunks query.status enum": rql,
    "listUsageAggregates query.item.type enum": rql,
    "listAssetUsageAggregates query.item.type enum": rql,
    "listUsageRules query.action enum": rql,
    "listUsageRules query.scope enum": rql,
    "listUsageRules query.status enum": rql,
    "createUsageFile body required": body,
    "updateUsageFile body required": body,
    "uploadUsageFile body required": body,
    "uploadUsageFileReconciliation body required": body,
    "updateUsageRecord body required": body,
    "closeUsageRecords body required": body,
    "updateUsageChunk body required": body,
    "closeUsageChunk body required": body,
    "createUsageReconciliation body required": body,
    "createUsageRule body required": body,
    "updateUsageRule body required": body,
    "uploadUsageFile body.usage_file required": {
      names: "workbook",
      attempt: () => files.upload("UF-1", empty),
    },
    "uploadUsageFileReconciliation body.recon_file required": {
      names: "workbook",
      attempt: () => files.uploadReconciliation("UF-1", empty),
    },
    "createUsageReconciliation body.recon_file required": {
      names: "workbook",
      attempt: () => reconciliations.upload(empty),
    },
    "updateUsageRecord body.status enum": { cannot: "RecordStatus has these words only" },
    "closeUsageRecords body[].id required": {
      names: "without an id",
      attempt: () => Array.fromAsync(records.closeMany([{ id: "", billingId: "INV-1" }])),
    },
    "updateUsageChunk body.external_id required": typed,
    "closeUsageChunk body.external_billing_id required": {
      names: "billing id",
      attempt: () => chunks.close("UFC-1", { billingId: " " }),
    },
  };
}

/** An instant whose text has more digits than the documents know. */
const LATE = Date.UTC(10_000, 0, 1);

/** Has a channel look at a record with something wrong. */
function checkWith(channel: Channel, record: UsageRecord, names: string) {
  return (change: Partial<UsageRecord>): AdapterCheck => ({
    names,
    attempt: () => channel.check({ ...record, ...change }),
  });
}

function rebillyChecks(transport: Transport): AdapterChecks {
  const account = { organizationId: "org_1", apiKey: "sk_1", clock: createFakeClock(), transport };
  const channel = createRebillyChannel(account);
  const record = octoberRecord("rebilly", { subscription: "sub_1" });
  const subscription = checkWith(channel, record, "subscription");
  const quantity = checkWith(channel, record, "quantity");
  return {
    "listUsages query.limit minimum": paging,
    "listUsages query.limit maximum": paging,
    "listUsages query.offset minimum": paging,
    "listUsages query.offset maximum": paging,
    "createUsage body required": body,
    "createUsage body.quantity required": typed,
    "createUsage body.quantity minimum": quantity({ quantity: Quantity.parse("0") }),
    "createUsage body.subscriptionId required": subscription({ subscription: "" }),
    "createUsage body.subscriptionId minLength": subscription({ subscription: "" }),
    "createUsage body.subscriptionId maxLength": subscription({ subscription: "s".repeat(51) }),
    "createUsage body.usageTime format": checkWith(
      channel,
      record,
      "period",
    )({ period: { start: LATE, end: LATE } }),
    "getUsage path.id maxLength": noReading,
    "getUsage path.id pattern": noReading,
    "deleteUsage path.id maxLength": given,
    "deleteUsage path.id pattern": given,
  };
}

const listTerms: AdapterChecks = {
  "listSubscriptionUsages query.IntervalStart required": interval,
  "listSubscriptionUsages query.IntervalStart pattern": interval,
  "listSubscriptionUsages query.IntervalEnd required": interval,
  "listSubscriptionUsages query.IntervalEnd pattern": interval,
  "listSubscriptionUsages query.Page required": paging,
  "listSubscriptionUsages query.Page minimum": paging,
  "listSubscriptionUsages query.Limit required": paging,
  "listSubscriptionUsages query.Limit minimum": paging,
  "listSubscriptionUsages query.Limit maximum": paging,
  "listSubscriptionUsages query.RenewalOrderReference minimum": unused,
  "deleteSubscriptionUsages query.IntervalStart pattern": unused,
  "deleteSubscriptionUsages query.IntervalEnd pattern": unused,
};

function twoCheckoutChecks(transport: Transport): AdapterChecks {
  const account = { merchantCode: "ACME", secretKey: "secret", timeZone: "Etc/UTC" };
  const channel = createTwoCheckoutChannel({ ...account, clock: createFakeClock(), transport });
  const record = octoberRecord("twocheckout", { subscription: "S-1" });
  const [delivery] = channel.plan([{ ...record, meter: "SEATS" }]);
  if (delivery === undefined) throw new Error("one record makes one delivery");
  const quantity = checkWith(channel, { ...record, meter: "SEATS" }, "quantity");
  const period = (change: UsageRecord["period"]): AdapterCheck =>
    checkWith(channel, { ...record, meter: "SEATS" }, "period")({ period: change });
  const correct = (text: string): AdapterCheck => ({
    names: "quantity",
    attempt: () =>
      channel.correct(
        { record: { ...record, meter: "SEATS" }, delivery, reference: "1" },
        { ...record, meter: "SEATS", quantity: Quantity.parse(text) },
      ),
  });
  return {
    ...listTerms,
    "addSubscriptionUsages body required": body,
    "addSubscriptionUsages body minItems": { cannot: "no delivery is without records" },
    "addSubscriptionUsages body[].OptionCode required": checkWith(channel, record, "meter")({}),
    "addSubscriptionUsages body[].OptionCode minLength": checkWith(
      channel,
      record,
      "meter",
    )({ meter: "" }),
    "addSubscriptionUsages body[].Units required": typed,
    "addSubscriptionUsages body[].Units minimum": quantity({ quantity: Quantity.parse("-1") }),
    "addSubscriptionUsages body[].Units maximum": quantity({
      quantity: Quantity.parse("2147483648"),
    }),
    "addSubscriptionUsages body[].UsageStart required": typed,
    "addSubscriptionUsages body[].UsageStart pattern": period({ start: LATE, end: LATE }),
    "addSubscriptionUsages body[].UsageEnd required": typed,
    "addSubscriptionUsages body[].UsageEnd pattern": period({ start: 0, end: LATE }),
    "updateSubscriptionUsage body required": body,
    "updateSubscriptionUsage body minProperties": body,
    "updateSubscriptionUsage body.Units minimum": correct("-1"),
    "updateSubscriptionUsage body.Units maximum": correct("2147483648"),
  };
}

/** How each adapter keeps to each rule that its document has for requests. */
export const adapterChecks: Readonly<Record<Api, (transport: Transport) => AdapterChecks>> = {
  connect: connectChecks,
  rebilly: rebillyChecks,
  twocheckout: twoCheckoutChecks,
};
