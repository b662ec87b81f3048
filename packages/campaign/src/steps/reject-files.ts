import type { Twin } from "@usage-billing/twins";
import { campaignCatalogue } from "../input/catalogue.ts";

/**
 * Rejects every pending file, as a distributor does before a vendor may change what is in it.
 *
 * @param twin - Connect's twin.
 */
export async function rejectFiles(twin: Twin): Promise<void> {
  const { distributor = "" } = campaignCatalogue.connect.credentials;
  const headers = { authorization: distributor, "content-type": "application/json" };
  const list = await fetch(`${twin.baseUrl}/usage/files?status=pending`, { headers });
  for (const { id } of (await list.json()) as readonly { id: string }[]) {
    const body = JSON.stringify({ rejection_note: "Please correct" });
    const url = `${twin.baseUrl}/usage/files/${id}/reject`;
    const answer = await fetch(url, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`the twin did not reject ${id}: ${await answer.text()}`);
  }
}
