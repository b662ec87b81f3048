/** How many decimals the quantities of a Connect item have. */
export type ItemPrecision = "integer" | "decimal(1)" | "decimal(2)" | "decimal(4)" | "decimal(8)";

/** An item of a Connect product. */
export interface ConnectItem {
  /** The vendor's own number of it, by which usage names it. */
  readonly mpn: string;
  readonly name: string;
  readonly unit: string;
  readonly precision: ItemPrecision;
  readonly type: "ppu" | "reservation";
}

/** A Connect product that usage may be reported for. */
export interface ConnectProduct {
  /** For example `PRD-276-377-545`. */
  readonly id: string;
  readonly name?: string;
  /** Who rates the usage: quantity only, cost rated, price rated or tier rated. */
  readonly schema: "QT" | "CR" | "PR" | "TR";
  /** Whether a file takes usage from before its period. */
  readonly late?: boolean;
  /** Whether a file takes usage from after its period. */
  readonly future?: boolean;
  readonly items: readonly ConnectItem[];
}

/** A commerce system of the distributor, which bills assets. */
export interface ConnectHub {
  /** For example `HB-1000-0000`. */
  readonly id: string;
  readonly name: string;
  /** How many generations of its chunks fail before one succeeds; none when absent. */
  readonly failures?: number;
}

/** A Connect subscription. */
export interface ConnectAsset {
  /** For example `AS-1001-0000-0001`. */
  readonly id: string;
  readonly product: string;
  readonly contract: string;
  /** The id of the hub that bills it; the first one when absent. */
  readonly hub?: string;
  /** Its fulfilment parameters, by id. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What the Connect twin knows. */
export interface ConnectCatalogue {
  /** Values of the `Authorization` header, each with the word `ApiKey`. */
  readonly credentials: { readonly vendor: string; readonly distributor?: string };
  /** Whether unknown products, contracts, items and assets are taken when their ids are well formed. */
  readonly open?: boolean;
  /** Whether a rule accepts every submitted file. */
  readonly autoAccept?: boolean;
  /**
   * How long the platform takes for each step of its own, in milliseconds: storing, checking, rules,
   * chunks, reconciliations. 10 for storing and 20 for the others when absent.
   */
  readonly processingTime?: number;
  /** The hubs that bill assets; a file has a chunk for each that bills any of its assets. */
  readonly hubs?: readonly ConnectHub[];
  readonly products: readonly ConnectProduct[];
  readonly contracts: readonly { readonly id: string; readonly name?: string }[];
  readonly assets: readonly ConnectAsset[];
}

/** A Rebilly subscription to a metered plan. */
export interface RebillySubscription {
  readonly id: string;
  /** Whether reports are added up or the last one wins; `sum` when absent. */
  readonly strategy?: "sum" | "last";
  /** Decimal text: no usage is taken beyond it. */
  readonly hardLimit?: string;
}

/** What the Rebilly twin knows. */
export interface RebillyCatalogue {
  /** Secret API keys, for the header `REB-APIKEY`. */
  readonly apiKeys: readonly string[];
  /** Session tokens, for `Authorization: Bearer`. */
  readonly tokens?: readonly string[];
  readonly organizationId: string;
  /** Writes allowed in ten minutes; 100,000 when absent. */
  readonly rateLimit?: number;
  /** Whether unknown subscriptions are taken when their ids are well formed. */
  readonly open?: boolean;
  readonly subscriptions: readonly RebillySubscription[];
}

/** A 2Checkout subscription with metered price options. */
export interface TwoCheckoutSubscription {
  readonly reference: string;
  readonly optionCodes: readonly string[];
  /** Its first day, `YYYY-MM-DD`, in the account's time zone. */
  readonly start: string;
  /** Its last day, `YYYY-MM-DD`, in the account's time zone. */
  readonly expiration: string;
}

/** What the 2Checkout twin knows. */
export interface TwoCheckoutCatalogue {
  readonly merchantCode: string;
  readonly secretKey: string;
  /** The account's time zone, an IANA name. */
  readonly timeZone: string;
  /** Whether unknown subscriptions and option codes are taken when they are well formed. */
  readonly open?: boolean;
  readonly subscriptions: readonly TwoCheckoutSubscription[];
}

/** What the twins know. Anything else is unknown to them, and answered in the API's own way. */
export interface Catalogue {
  readonly connect: ConnectCatalogue;
  readonly rebilly: RebillyCatalogue;
  readonly twocheckout: TwoCheckoutCatalogue;
}
