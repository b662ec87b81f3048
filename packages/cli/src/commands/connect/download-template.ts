import type { CommandContext } from "../../context.ts";
import { type SavingOptions, saveWorkbook, type WorkbookDownload } from "./download-file.ts";
import { productOf } from "./product-of.ts";

/** What `usage-billing connect template download` takes. */
export interface TemplateOptions extends SavingOptions {
  readonly product?: string;
}

/**
 * Downloads the empty workbook of a product.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function downloadTemplate(
  options: TemplateOptions,
  context: CommandContext,
): Promise<void> {
  const fetch: WorkbookDownload["fetch"] = ({ templates }, call, channel) =>
    templates.download(productOf(options, channel), call);
  await saveWorkbook({ name: "usage-template.xlsx", fetch }, options, context);
}
