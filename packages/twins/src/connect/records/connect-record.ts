import type { Quantity } from "@usage-billing/core";
import type { ConnectAsset, ConnectHub, ConnectItem } from "../../catalogue/catalogue.ts";
import type { UsageFile } from "../files/usage-file.ts";
import type { RowProblem } from "../workbook/row-problem.ts";
import type { Category, SheetRow } from "../workbook/usage-workbook.ts";

/** The states of a record, as they are on the wire. */
export type RecordStatus = "valid" | "invalid" | "approved" | "rejected" | "closed";

/** An item with the ids that the platform gives it. */
export type KnownItem = ConnectItem & { readonly id: string; readonly localId: string };

/** One row of a checked file. Its members are what could be read, also when the row is invalid. */
export interface ConnectRecord {
  readonly id: string;
  readonly file: UsageFile;
  readonly row: SheetRow;
  readonly problems: readonly RowProblem[];
  readonly quantity: Quantity;
  readonly amount: Quantity | undefined;
  readonly tier: number | undefined;
  /** Milliseconds since 1970; nothing when it could not be read. */
  readonly start: number | undefined;
  /** As reported, inclusive or not. */
  readonly end: number | undefined;
  readonly item: KnownItem | undefined;
  readonly asset: ConnectAsset | undefined;
  /** Who bills the asset. */
  readonly hub: ConnectHub | undefined;
  readonly category: Category | undefined;
  readonly createdAt: string;
  status: RecordStatus;
  billingId?: string;
  billingNote?: string;
  closedAt?: string;
  closedBy?: string;
  /** The chunk that it is part of, once its file is accepted. */
  chunk?: string;
}
