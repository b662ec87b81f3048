import type { ConnectState } from "./connect-state.ts";
import { acceptFile } from "./files/accept-file.ts";
import { closeRecord } from "./files/close-file.ts";

/**
 * Does what a distributor does in the end: accepts what is pending and closes what is accepted.
 *
 * @param state - The platform.
 * @param subscription - Only records of this asset are closed; all when absent.
 */
export function billFiles(state: ConnectState, subscription?: string): void {
  const token = state.catalogue.credentials.distributor;
  for (const file of state.files.values()) {
    if (file.status === "pending") acceptFile(file, { state, note: "Accepted", token });
    if (file.status !== "accepted") continue;
    for (const record of file.records) {
      const isMeant = subscription === undefined || record.asset?.id === subscription;
      if (record.status !== "approved" || !isMeant) continue;
      closeRecord(record, { id: `billing-${record.id}`, note: "Billed" }, { state, token });
    }
  }
}
