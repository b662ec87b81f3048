import type { ConnectFile, ConnectUsage } from "@usage-billing/connect";
import type { CallOptions } from "@usage-billing/core";
import type { CommandContext } from "../../context.ts";
import { count } from "../../output/count.ts";
import { toPrintable } from "../../output/printable.ts";
import { confirm } from "../confirm.ts";
import type { AskingOptions, ConnectAction } from "./connect-command.ts";
import { printDone } from "./print-items.ts";
import { openWorkbookFile } from "./upload-file.ts";
import { withConnect } from "./with-connect.ts";

interface ChangeOptions extends AskingOptions {
  readonly note?: string;
}

/** A step of a file's life. */
interface Change {
  /** What is going to happen, before the file is named; nothing is asked without it. */
  readonly warning?: string;
  readonly call: (
    files: ConnectUsage["files"],
    id: string,
    input: { readonly note: string; readonly path: string; readonly call: CallOptions },
  ) => Promise<ConnectFile>;
}

function describeFile({ id, name, status, product, statistics }: ConnectFile): string {
  const records = statistics["uploaded"];
  const parts = [
    ...(name === undefined ? [] : [`"${toPrintable(name)}"`]),
    status,
    ...(product?.id === undefined ? [] : [product.id]),
    ...(records === undefined ? [] : [count(records, "record")]),
  ];
  return `${id} (${parts.join(", ")})`;
}

function changeFile({ warning, call }: Change): ConnectAction {
  return async (options: ChangeOptions, context: CommandContext, ...[id = "", path = ""]) => {
    const { signal } = context;
    await withConnect(options, context, async ({ files }) => {
      if (warning !== undefined && options.yes !== true) {
        const described = describeFile(await files.get(id, { signal }));
        await confirm(`${warning} ${described}.`, options, context);
      }
      const { note = "" } = options;
      const file = await call(files, id, { note, path, call: { signal } });
      printDone({ sentence: `${id} is ${file.status}.`, item: file }, options, context);
    });
  };
}

/** Hands a usage file to the distributor. */
export const submitFile: ConnectAction = changeFile({
  warning: "This hands to the distributor:",
  call: (files, id, { call }) => files.submit(id, call),
});

/** Deletes a usage file. */
export const deleteFile: ConnectAction = changeFile({
  warning: "This deletes:",
  call: (files, id, { call }) => files.delete(id, call),
});

/** Accepts a usage file. */
export const acceptFile: ConnectAction = changeFile({
  warning: "This accepts, so that it is billed:",
  call: (files, id, { note, call }) => files.accept(id, note, call),
});

/** Rejects a usage file. */
export const rejectFile: ConnectAction = changeFile({
  warning: "This rejects:",
  call: (files, id, { note, call }) => files.reject(id, note, call),
});

/** Approves every record of a usage file. */
export const approveAll: ConnectAction = changeFile({
  warning: "This approves every record of:",
  call: (files, id, { call }) => files.approveAll(id, call),
});

/** Closes a usage file. */
export const closeFile: ConnectAction = changeFile({
  warning: "This closes for good:",
  call: (files, id, { call }) => files.close(id, call),
});

/** Has the processed workbook of a usage file written anew. */
export const reprocessFile: ConnectAction = changeFile({
  call: (files, id, { call }) => files.reprocess(id, call),
});

/** Uploads billing ids and notes for a usage file. */
export const reconcileFile: ConnectAction = changeFile({
  warning: "This books the bills of a workbook to:",
  call: async (files, id, { path, call }) =>
    files.uploadReconciliation(id, await openWorkbookFile(path), call),
});
