import type {
  ConnectAsset,
  ConnectCatalogue,
  ConnectHub,
  ConnectItem,
  ConnectProduct,
} from "../catalogue/catalogue.ts";
import type { KnownItem } from "./records/connect-record.ts";

/** The product and contract that a file reports for. */
export interface Place {
  readonly product: string;
  readonly contract: string;
}

/** What the platform knows, by the ways in which requests and rows name it. */
export interface Directory {
  findProduct(id: string): ConnectProduct | undefined;
  findContract(id: string): { readonly id: string; readonly name?: string } | undefined;
  /** The item of a product that a row means; a known criterion is given. */
  findItem(product: ConnectProduct, criterion: string, value: string): KnownItem | undefined;
  /** Every asset of product and contract that a row means. */
  findAssets(place: Place, criterion: string, value: string): readonly ConnectAsset[];
  /** The hub that bills an asset; the first one when the asset names none. */
  findHub(asset: ConnectAsset): ConnectHub;
}

/** The ways in which a row may name its item. */
export const itemCriteria: readonly string[] = ["item.mpn", "item.global_id", "item.local_id"];

const DEFAULT_HUB: ConnectHub = { id: "HB-1000-0000", name: "Twin hub" };

/** Texts as one key of a map. */
const keyOf = (...texts: readonly string[]): string => texts.join("\n");

function withIds(product: ConnectProduct, item: ConnectItem, index: number): KnownItem {
  const id = `${product.id}-${String(index + 1).padStart(4, "0")}`;
  return { ...item, id, localId: id.replaceAll("-", "_") };
}

/** An item that an open catalogue takes without knowing it. */
function anyItem(product: ConnectProduct, mpn: string): KnownItem {
  const item = { mpn, name: mpn, unit: "unit", precision: "decimal(8)", type: "ppu" } as const;
  return withIds(product, item, product.items.length);
}

function indexItems(product: ConnectProduct): Map<string, KnownItem> {
  const index = new Map<string, KnownItem>();
  for (const [place, item] of product.items.entries()) {
    const known = withIds(product, item, place);
    index.set(keyOf("item.mpn", known.mpn), known);
    index.set(keyOf("item.global_id", known.id), known);
    index.set(keyOf("item.local_id", known.localId), known);
  }
  return index;
}

function indexAssets(assets: readonly ConnectAsset[]): Map<string, ConnectAsset[]> {
  const index = new Map<string, ConnectAsset[]>();
  for (const asset of assets) {
    const parameters = Object.entries(asset.parameters ?? {});
    const names = parameters.map(([id, value]) => [`parameter.${id}`, value] as const);
    for (const [criterion, value] of [["asset.id", asset.id] as const, ...names]) {
      const key = keyOf(asset.product, asset.contract, criterion, value);
      const found = index.get(key);
      if (found === undefined) index.set(key, [asset]);
      else found.push(asset);
    }
  }
  return index;
}

const byId = <Value extends { readonly id: string }>(values: readonly Value[]) =>
  new Map(values.map((value) => [value.id, value]));

/**
 * Makes the directory of a catalogue.
 *
 * @param catalogue - What the twin knows; an open one takes any well-formed id.
 * @returns The directory.
 */
export function createDirectory(catalogue: ConnectCatalogue): Directory {
  const isOpen = catalogue.open === true;
  const products = byId(catalogue.products);
  const contracts = byId(catalogue.contracts);
  const hubs = byId(catalogue.hubs ?? []);
  const firstHub = catalogue.hubs?.[0] ?? DEFAULT_HUB;
  const assets = indexAssets(catalogue.assets);
  const items = new Map<string, Map<string, KnownItem>>();
  const itemsOf = (product: ConnectProduct): Map<string, KnownItem> => {
    const index = items.get(product.id) ?? indexItems(product);
    items.set(product.id, index);
    return index;
  };
  return {
    findProduct: (id) => {
      const found = products.get(id);
      if (found !== undefined || !isOpen || !id.startsWith("PRD-")) return found;
      return { id, schema: "QT", items: [] };
    },
    findContract: (id) =>
      contracts.get(id) ?? (isOpen && id.startsWith("CRD-") ? { id } : undefined),
    findItem: (product, criterion, value) => {
      const index = itemsOf(product);
      const key = keyOf(criterion, value);
      const found = index.get(key);
      if (found !== undefined || !isOpen || criterion !== "item.mpn") return found;
      const item = anyItem(product, value);
      index.set(key, item);
      return item;
    },
    findAssets: (place, criterion, value) => {
      const found = assets.get(keyOf(place.product, place.contract, criterion, value));
      if (found !== undefined) return found;
      const isTaken = isOpen && criterion === "asset.id" && value.startsWith("AS-");
      return isTaken ? [{ id: value, ...place }] : [];
    },
    findHub: ({ hub }) => (hub === undefined ? firstHub : (hubs.get(hub) ?? firstHub)),
  };
}
