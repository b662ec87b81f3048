import { itemCriteria } from "../directory.ts";
import { parseSheetNumber } from "./parse-sheet-number.ts";
import { parseSheetTime } from "./parse-sheet-time.ts";
import type { RowContext } from "./row-context.ts";
import { cellText, type SheetCell, type SheetRow } from "./usage-workbook.ts";
import { whyOutside } from "./why-outside.ts";

/** Tells what is wrong with one cell; nothing when it is right. */
type CellCheck = (cell: SheetCell, row: SheetRow, context: RowContext) => string | undefined;

const DECIMALS: Readonly<Record<string, number>> = {
  integer: 0,
  "decimal(1)": 1,
  "decimal(2)": 2,
  "decimal(4)": 4,
  "decimal(8)": 8,
};

const checkRecordId: CellCheck = ({ text }, _, { file, occurrences, holders }) => {
  if (text === "") return "is required";
  if ((occurrences.get(text) ?? 0) > 1) return `duplicate record_id ${text} in this file`;
  const other = holders.get(text);
  if (other === undefined || other === file) return undefined;
  return `duplicate record_id ${text}, reported in ${other.id}`;
};

/** A value is not looked up by a criterion that is wrong itself. */
const isAssetCriterion = (text: string): boolean => /^(?:asset\.id|parameter\..+)$/.test(text);

const checkItemCriterion: CellCheck = ({ text }) =>
  itemCriteria.includes(text) ? undefined : `must be one of ${itemCriteria.join(", ")}`;

const checkItem: CellCheck = ({ text }, row, { file, directory }) => {
  if (text === "") return "is required";
  const criterion = cellText(row, "item_search_criteria");
  if (!itemCriteria.includes(criterion)) return undefined;
  const item = directory.findItem(file.product, criterion, text);
  return item === undefined ? `USG_011: Unknown MPN ${text}` : undefined;
};

function checkNumber({ text, isExact }: SheetCell): string | undefined {
  if (text === "") return "is required";
  if (parseSheetNumber(text) === undefined) return `${text} is not a number`;
  if (!isExact) return `${text} has more digits than a number cell keeps; write it as text`;
  return undefined;
}

const checkQuantity: CellCheck = (cell, row, { file, directory }) => {
  const wrong = checkNumber(cell);
  const quantity = parseSheetNumber(cell.text);
  if (wrong !== undefined || quantity === undefined) return wrong;
  if (quantity.isNegative) return `${cell.text} is negative`;
  const criterion = cellText(row, "item_search_criteria");
  const value = cellText(row, "item_search_value");
  const item = directory.findItem(file.product, criterion, value);
  if (item === undefined || quantity.fits(DECIMALS[item.precision] ?? 0)) return undefined;
  return `${cell.text} has more decimals than the precision ${item.precision} of ${value}`;
};

const checkTime: CellCheck = ({ text }) => {
  if (text === "") return "is required";
  return parseSheetTime(text) === undefined ? `${text} is not YYYY-MM-DD hh:mm:ss` : undefined;
};

const checkStart: CellCheck = (cell, row, context) => {
  const wrong = checkTime(cell, row, context);
  const start = parseSheetTime(cell.text);
  return start === undefined ? wrong : whyOutside(context.file, start, "starts");
};

const checkEnd: CellCheck = (cell, row, context) => {
  const wrong = checkTime(cell, row, context);
  const start = parseSheetTime(cellText(row, "start_time_utc"));
  const end = parseSheetTime(cell.text);
  if (wrong !== undefined || start === undefined || end === undefined) return wrong;
  if (end < start) return `${cell.text} is before the start`;
  // A row that starts outside is told so once.
  if (whyOutside(context.file, start, "starts") !== undefined) return undefined;
  return whyOutside(context.file, end, "ends");
};

const checkAssetCriterion: CellCheck = ({ text }) =>
  isAssetCriterion(text) ? undefined : "must be asset.id or parameter.<id>";

const checkAsset: CellCheck = ({ text }, row, { file, directory }) => {
  if (text === "") return "is required";
  const place = { product: file.product.id, contract: file.contract.id };
  const criterion = cellText(row, "asset_search_criteria");
  if (!isAssetCriterion(criterion)) return undefined;
  const assets = directory.findAssets(place, criterion, text);
  if (assets.length === 1) return undefined;
  return assets.length === 0 ? `Unknown asset ${text}` : `${text} stands for several assets`;
};

const checkCategory: CellCheck = ({ text }, _, { categories }) =>
  text === "" || categories.some(({ id }) => id === text)
    ? undefined
    : `the sheet categories has no ${text}`;

const checkAmount: CellCheck = (cell, _, { file }) => {
  if (file.product.schema !== "QT") return checkNumber(cell);
  return cell.text === "" ? undefined : "must be empty: the product's schema QT has no amounts";
};

const checkTier: CellCheck = ({ text }, _, { file }) => {
  const { schema } = file.product;
  if (schema !== "TR") {
    return text === "" ? undefined : `must be empty: the product's schema ${schema} has no tiers`;
  }
  return /^[0-2]$/.test(text) ? undefined : "must be 0, 1 or 2";
};

/** The check of each column; columns that are not here take anything. */
export const cellChecks: Readonly<Record<string, CellCheck>> = {
  record_id: checkRecordId,
  item_search_criteria: checkItemCriterion,
  item_search_value: checkItem,
  quantity: checkQuantity,
  start_time_utc: checkStart,
  end_time_utc: checkEnd,
  asset_search_criteria: checkAssetCriterion,
  asset_search_value: checkAsset,
  category_id: checkCategory,
  amount: checkAmount,
  tier: checkTier,
};
