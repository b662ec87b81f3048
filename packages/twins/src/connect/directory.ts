import type {
  ConnectAsset,
  ConnectCatalogue,
  ConnectItem,
  ConnectProduct,
} from "../catalogue/catalogue.ts";
import type { KnownItem } from "./records/connect-record.ts";

/** What the platform knows, by the ways in which requests and rows name it. */
export interface Directory {
  findProduct(id: string): ConnectProduct | undefined;
  findContract(id: string): { readonly id: string; readonly name?: string } | undefined;
  /** The items of a product that a row means; a known criterion is given. */
  findItem(product: ConnectProduct, criterion: string, value: string): KnownItem | undefined;
  /** Every asset of product and contract that a row means. */
  findAssets(
    place: { readonly product: string; readonly contract: string },
    criterion: string,
    value: string,
  ): readonly ConnectAsset[];
}

/** The ways in which a row may name its item. */
export const itemCriteria: readonly string[] = ["item.mpn", "item.global_id", "item.local_id"];

function withIds(product: ConnectProduct, item: ConnectItem, index: number): KnownItem {
  const id = `${product.id}-${String(index + 1).padStart(4, "0")}`;
  return { ...item, id, localId: id.replaceAll("-", "_") };
}

/** An item that an open catalogue takes without knowing it. */
function anyItem(product: ConnectProduct, mpn: string): KnownItem {
  const item = { mpn, name: mpn, unit: "unit", precision: "decimal(8)", type: "ppu" } as const;
  return withIds(product, item, product.items.length);
}

function readItem(item: KnownItem, criterion: string): string {
  if (criterion === "item.mpn") return item.mpn;
  return criterion === "item.global_id" ? item.id : item.localId;
}

function isNamed(asset: ConnectAsset, criterion: string, value: string): boolean {
  if (criterion === "asset.id") return asset.id === value;
  const parameter = criterion.replace(/^parameter\./, "");
  return criterion !== parameter && asset.parameters?.[parameter] === value;
}

/**
 * Makes the directory of a catalogue.
 *
 * @param catalogue - What the twin knows; an open one takes any well-formed id.
 * @returns The directory.
 */
export function createDirectory(catalogue: ConnectCatalogue): Directory {
  const isOpen = catalogue.open === true;
  return {
    findProduct: (id) => {
      const found = catalogue.products.find((product) => product.id === id);
      if (found !== undefined || !isOpen || !id.startsWith("PRD-")) return found;
      return { id, schema: "QT", items: [] };
    },
    findContract: (id) => {
      const found = catalogue.contracts.find((contract) => contract.id === id);
      return found ?? (isOpen && id.startsWith("CRD-") ? { id } : undefined);
    },
    findItem: (product, criterion, value) => {
      const items = product.items.map((item, index) => withIds(product, item, index));
      const found = items.find((item) => readItem(item, criterion) === value);
      return found ?? (isOpen && criterion === "item.mpn" ? anyItem(product, value) : undefined);
    },
    findAssets: (place, criterion, value) => {
      const found = catalogue.assets.filter(
        (asset) =>
          asset.product === place.product &&
          asset.contract === place.contract &&
          isNamed(asset, criterion, value),
      );
      const isTaken = isOpen && found.length === 0 && criterion === "asset.id";
      return isTaken && value.startsWith("AS-") ? [{ id: value, ...place }] : found;
    },
  };
}
