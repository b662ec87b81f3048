import type { Catalogue } from "./catalogue/catalogue.ts";
import type { Fault } from "./server/fault.ts";
import type { TwinUsage } from "./server/twin-api.ts";
import type { TwinClock } from "./server/twin-clock.ts";

/** The APIs that have a twin. */
export type TwinName = "connect" | "rebilly" | "twocheckout";

/** How a twin is started. */
export interface TwinOptions {
  /** 0, the default, for any free port. */
  readonly port?: number;
  /** `127.0.0.1` when absent. */
  readonly host?: string;
  /** What the twin knows; {@link sampleCatalogue} when absent. */
  readonly catalogue?: Catalogue;
  /** The machine's clock when absent. */
  readonly clock?: TwinClock;
}

/** A running twin. */
export interface Twin {
  readonly api: TwinName;
  /** `http://host:port`; the control routes are under its `/_twin`. */
  readonly url: string;
  /** What to hand to the adapter's `baseUrl`. */
  readonly baseUrl: string;
  /** Everything that the API took and still holds. */
  usage(): readonly TwinUsage[];
  /** Arms a fault for the next requests that meet it. */
  arm(fault: Fault): void;
  /** Bills what is open, of one subscription or of all, as the API's own billing would. */
  bill(subscription?: string): void;
  /** Forgets usage and faults; requests that a fault holds back are dropped. */
  reset(): void;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}
