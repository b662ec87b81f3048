type JsonBody<Body> = { readonly content: { readonly "application/json": Body } };

interface Usage {
  readonly id: string;
  readonly quantity: number;
}

interface Problem {
  readonly detail?: string;
}

interface NoParameters {
  query?: never;
  header?: never;
  path?: never;
  cookie?: never;
}

/** A document of three operations, in the form in which openapi-typescript writes it. */
export interface UsagePaths {
  "/usages": {
    parameters: NoParameters;
    get: {
      parameters: { query?: { limit?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown> } & JsonBody<Usage[]> };
    };
    post: {
      parameters: NoParameters;
      requestBody: JsonBody<{ readonly quantity: number }>;
      responses: {
        201: { headers: Record<string, unknown> } & JsonBody<Usage>;
        422: { headers: Record<string, unknown> } & JsonBody<Problem>;
      };
    };
  };
  "/usages/{id}": {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: Record<string, unknown>; content?: never } };
    };
  };
}
