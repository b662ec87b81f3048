import type { ConnectCatalogue } from "../catalogue/catalogue.ts";

/**
 * Rejects every usage file that waits for the distributor.
 *
 * @param baseUrl - The Connect twin's API.
 * @param credentials - Both parties' tokens.
 * @throws When the twin refuses.
 */
export async function rejectFiles(
  baseUrl: string,
  { vendor, distributor = "" }: ConnectCatalogue["credentials"],
): Promise<void> {
  const call = async (path: string, request: RequestInit): Promise<unknown> => {
    const response = await fetch(`${baseUrl}${path}`, request);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
  const pending = await call("/usage/files?eq(status,pending)", {
    headers: { authorization: vendor },
  });
  for (const { id } of pending as readonly { readonly id: string }[]) {
    await call(`/usage/files/${id}/reject`, {
      method: "POST",
      headers: { authorization: distributor, "content-type": "application/json" },
      body: JSON.stringify({ rejection_note: "Please correct" }),
    });
  }
}
