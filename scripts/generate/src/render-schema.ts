import { pathToFileURL } from "node:url";
import openapiTypescript, { astToString, type OpenAPITSOptions } from "openapi-typescript";
import typescript from "typescript";

const { factory } = typescript;
const blob = factory.createTypeReferenceNode("Blob");
const blobOrNull = factory.createUnionTypeNode([
  blob,
  factory.createLiteralTypeNode(factory.createNull()),
]);

/** The settings that every client's types are generated with. */
const schemaOptions: OpenAPITSOptions = {
  alphabetize: true,
  // Readonly arrays lose their methods in openapi-fetch 0.17.
  immutable: false,
  emptyObjectsUnknown: true,
  // A default in a response's schema does not make the field present.
  defaultNonNullable: false,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  // OpenAPI 3.0 writes a file as a string of format "binary"; on the wire it is a Blob.
  transform(schema) {
    if (schema.type !== "string" || schema.format !== "binary") return undefined;
    return schema.nullable === true ? blobOrNull : blob;
  },
};

/**
 * Generates the TypeScript types of an OpenAPI document with openapi-typescript.
 *
 * @param specFile - Absolute path of the document.
 * @returns The module's text, without the header line.
 */
export async function renderSchema(specFile: string): Promise<string> {
  return astToString(await openapiTypescript(pathToFileURL(specFile), schemaOptions));
}
