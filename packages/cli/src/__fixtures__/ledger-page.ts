/** A page of `usage-billing ui`, opened as a browser opens it. */
export interface LedgerPage {
  get(path: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
}

/**
 * Opens a page.
 *
 * @param link - The link that the command printed.
 * @returns The page.
 */
export async function openLedgerPage(link: string): Promise<LedgerPage> {
  const entered = await fetch(link, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { origin } = new URL(link);
  const headers = { cookie, origin, "content-type": "application/json" };
  const at = (path: string) => new URL(path, new URL("./", link));
  return {
    get: (path) => fetch(at(path), { headers: { cookie } }),
    post: (path, body) => {
      return fetch(at(path), { method: "POST", headers, body: JSON.stringify(body) });
    },
  };
}

/**
 * Reads which records a page lists.
 *
 * @param page - The page.
 * @returns Their ids.
 */
export async function readListedIds(page: LedgerPage): Promise<readonly string[]> {
  const { records } = await (await page.get("api/records")).json();
  return records.map(({ recordId }: { readonly recordId: string }) => recordId);
}

/**
 * Plans a change and confirms it.
 *
 * @param page - The page.
 * @param request - What is asked.
 * @returns What became of it.
 * @throws When it was not made.
 */
export async function makeChange(page: LedgerPage, request: object): Promise<readonly string[]> {
  const planned = await (await page.post("api/plan", request)).json();
  const made = await (await page.post("api/perform", { planId: planned.planId })).json();
  const error = planned.error ?? made.error;
  if (error !== undefined) throw new Error(error);
  return made.lines;
}
