import { dump } from "js-yaml";
import type { OpenApiDocument } from "./document.ts";
import { orderDocument } from "./order-document.ts";

/**
 * Writes a document as YAML. The same document, in any order, gives the same text.
 *
 * @param document - The document.
 * @returns YAML, with a line feed at the end.
 */
export function writeDocument(document: OpenApiDocument): string {
  return dump(orderDocument(document), { lineWidth: -1, noRefs: true });
}
