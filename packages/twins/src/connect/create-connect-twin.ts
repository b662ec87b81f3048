import type { ConnectCatalogue } from "../catalogue/catalogue.ts";
import type { Route, TwinApi } from "../server/twin-api.ts";
import type { TwinContext } from "../server/twin-context.ts";
import { billFiles } from "./bill-files.ts";
import { connectDialect } from "./connect-error.ts";
import { type ConnectState, clearConnectState, createConnectState } from "./connect-state.ts";
import { copyConnectState } from "./copy-state.ts";
import { connectRoot, toRoute } from "./operation.ts";
import { operations } from "./operations.ts";
import { createStorageRoute } from "./storage-route.ts";
import { toTwinUsage } from "./to-twin-usage.ts";

/**
 * Makes Connect's usage module, with the storage that its links lead to.
 *
 * @param catalogue - What the twin knows.
 * @param context - Clock and origin.
 * @returns The behaviour.
 */
export function createConnectTwin(catalogue: ConnectCatalogue, context: TwinContext): TwinApi {
  const held = createConnectState(catalogue, context);
  const createRoutes = (state: ConnectState): readonly Route[] => [
    ...operations.map((entry) => toRoute(entry, state)),
    createStorageRoute(state),
  ];
  return {
    basePath: connectRoot,
    root: connectRoot,
    routes: createRoutes(held),
    freeze: () => {
      held.agenda.runDue();
      return createRoutes(copyConnectState(held));
    },
    dialect: connectDialect,
    usage: () => {
      held.agenda.runDue();
      return [...held.records.values()].flatMap(toTwinUsage);
    },
    bill: (subscription) => {
      held.agenda.runDue();
      billFiles(held, subscription);
    },
    reset: () => clearConnectState(held),
  };
}
