import { Buffer } from "node:buffer";
import { operations } from "@usage-billing/connect-client";
import { answerJson, type LocalServer, type SeenRequest, startServer } from "./local-server.ts";

/** The shortest text that passes for a workbook. */
export const WORKBOOK: Uint8Array = Buffer.from("PK\u0003\u0004 workbook");

/** What an operation is called by: its method, and its path with any text in place of the ids. */
interface Route {
  readonly id: string;
  readonly method: string;
  readonly path: RegExp;
  readonly fixed: number;
}

const ROUTES: readonly Route[] = Object.values(operations)
  .map(({ id, method, path }) => {
    const segments = path.split("/");
    const pattern = segments.map((part) => (part.startsWith("{") ? "[^/]+" : part)).join("/");
    const fixed = segments.filter((part) => !part.startsWith("{")).length;
    return { id, method, path: new RegExp(`^${pattern}$`), fixed };
  })
  .sort((left, right) => right.fixed - left.fixed);

/**
 * Tells which operation of the document a request is.
 *
 * @param request - The request as the server saw it.
 * @returns The operation's id; nothing when the document has no such method and path.
 */
export function operationOf({
  method,
  url,
}: Pick<SeenRequest, "method" | "url">): string | undefined {
  const path = url.split("?")[0] ?? "";
  return ROUTES.find((route) => route.method === method && route.path.test(path))?.id;
}

/**
 * Starts a platform that knows no state: it answers every operation of the document with something of
 * the right form, and everything else with 404.
 *
 * @returns The server.
 */
export function startAnyPlatform(): Promise<LocalServer> {
  return startServer((response, request) => {
    const { url, headers } = request;
    if (url.startsWith("/storage")) {
      response.end(WORKBOOK);
      return;
    }
    const operation = operationOf(request);
    if (operation === undefined) {
      answerJson(response, { error_code: "NOT", errors: [url] }, { status: 404 });
      return;
    }
    if (operation.startsWith("list")) {
      answerJson(response, [{ id: "1" }], { headers: { "Content-Range": "items 0-0/1" } });
    } else if (operation.startsWith("download")) response.end(WORKBOOK);
    else if (operation === "deleteUsageRule") response.writeHead(204).end();
    else if (operation === "closeUsageRecords") {
      answerJson(response, [{ id: "UR-1", status: "closed" }], { status: 206 });
    } else {
      const link = `http://${headers.host}/storage/1`;
      const links = { usage_file_uri: link, processed_file_uri: link, template_link: link };
      const all = { ...links, reconciliation_file_uri: link };
      answerJson(response, { id: "1", status: "ready", ...all });
    }
  });
}
