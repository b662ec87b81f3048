import type { TwinRequest } from "../server/exchange.ts";
import { refuse } from "./connect-error.ts";

async function readForm({ body, headers }: TwinRequest, name: string): Promise<FormData> {
  const type = headers["content-type"] ?? "";
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch {
    return refuse(`${name}: The request is not multipart/form-data.`);
  }
}

/** An uploaded workbook, and the text parts beside it. */
export interface UploadedParts {
  readonly bytes: Uint8Array;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Reads a multipart upload.
 *
 * @param request - The request.
 * @param name - The part that carries the workbook.
 * @returns Its bytes and the other parts.
 * @throws {@link Refusal} 400 when it is no multipart, has no such part, or its file is no .xlsx.
 */
export async function readUpload(request: TwinRequest, name: string): Promise<UploadedParts> {
  const form = await readForm(request, name);
  const part = form.get(name);
  if (!(part instanceof File)) return refuse(`${name}: No file was submitted.`);
  if (!part.name.toLowerCase().endsWith(".xlsx")) {
    return refuse(`${name}: The file's name must end in .xlsx.`);
  }
  const texts = [...form].flatMap(([key, value]) =>
    typeof value === "string" ? [[key, value] as const] : [],
  );
  return { bytes: new Uint8Array(await part.arrayBuffer()), texts: Object.fromEntries(texts) };
}
