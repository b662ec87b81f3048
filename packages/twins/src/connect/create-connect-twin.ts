import type { ConnectCatalogue } from "../catalogue/catalogue.ts";
import type { TwinApi } from "../server/twin-api.ts";
import type { TwinContext } from "../server/twin-context.ts";
import { billFiles } from "./bill-files.ts";
import { connectDialect } from "./connect-error.ts";
import { clearConnectState, createConnectState } from "./connect-state.ts";
import { advanceFiles } from "./files/advance-files.ts";
import { allRecords, connectRoot, toRoute } from "./operation.ts";
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
  const state = createConnectState(catalogue, context);
  return {
    basePath: connectRoot,
    root: connectRoot,
    routes: [...operations.map((entry) => toRoute(entry, state)), createStorageRoute(state)],
    dialect: connectDialect,
    usage: () => {
      advanceFiles(state);
      return allRecords(state).flatMap(toTwinUsage);
    },
    bill: (subscription) => {
      advanceFiles(state);
      billFiles(state, subscription);
    },
    reset: () => clearConnectState(state),
  };
}
