/** A body as it goes over the wire. */
export interface EncodedBody {
  readonly content: string | Uint8Array | null;
  /** The media type that belongs to the encoding, such as a multipart boundary. */
  readonly type?: string;
}

/**
 * Encodes a request body. Text and bytes go as they are; forms, blobs and streams are encoded by the
 * platform, in memory, so that their length is known and a retry can send them again.
 *
 * @param body - The body as it was given.
 * @returns The bytes, and the media type where the encoding decides it.
 */
export async function encodeBody(body: BodyInit): Promise<EncodedBody> {
  if (body instanceof Uint8Array) return { content: body };
  const encoded = new Response(body);
  const type = encoded.headers.get("content-type");
  const content = new Uint8Array(await encoded.arrayBuffer());
  return { content, ...(type === null ? {} : { type }) };
}
