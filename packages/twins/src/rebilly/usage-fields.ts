import type { Quantity } from "@usage-billing/core";
import type { StoredUsage } from "./stored-usage.ts";

/** A value that filters and sorting compare. */
export type FieldValue = string | Quantity | number | null;

/** How a field is compared: as text, as an exact number, or as a time in milliseconds. */
export type FieldType = "text" | "number" | "time";

/** A field that lists can be filtered by. */
export interface UsageField {
  readonly type: FieldType;
  readonly isSortable: boolean;
  readonly read: (usage: StoredUsage) => FieldValue;
}

/** The fields by which the twin filters and sorts. Which ones Rebilly takes is not published. */
export const usageFields: Readonly<Record<string, UsageField>> = {
  id: { type: "text", isSortable: false, read: (usage) => usage.id },
  subscriptionId: { type: "text", isSortable: false, read: (usage) => usage.subscriptionId },
  quantity: { type: "number", isSortable: false, read: (usage) => usage.quantity },
  usageTime: { type: "time", isSortable: true, read: (usage) => usage.usageTime },
  createdTime: { type: "time", isSortable: true, read: (usage) => usage.createdTime },
  updatedTime: { type: "time", isSortable: true, read: (usage) => usage.createdTime },
  invoiceId: { type: "text", isSortable: false, read: (usage) => usage.invoice?.id ?? null },
};
