export type {
  Catalogue,
  ConnectAsset,
  ConnectCatalogue,
  ConnectHub,
  ConnectItem,
  ConnectProduct,
  ItemPrecision,
  RebillyCatalogue,
  RebillySubscription,
  TwoCheckoutCatalogue,
  TwoCheckoutSubscription,
} from "./catalogue/catalogue.ts";
export { InvalidCatalogueError } from "./catalogue/invalid-catalogue-error.ts";
export { parseCatalogue } from "./catalogue/parse-catalogue.ts";
export { sampleCatalogue } from "./catalogue/sample-catalogue.ts";
export type { Fault, FaultKind } from "./server/fault.ts";
export { InvalidFaultError } from "./server/invalid-fault-error.ts";
export type { TwinUsage } from "./server/twin-api.ts";
export type { TwinClock } from "./server/twin-clock.ts";
export { startTwin } from "./start-twin.ts";
export type { Twin, TwinName, TwinOptions } from "./twin.ts";
export { createTwinWorld } from "./world/create-twin-world.ts";
export type { TwinServer, TwinWorld } from "./world/twin-world.ts";
