/**
 * Turns the body of an upload into multipart form data; hand it over as `bodySerializer`.
 *
 * @param body - Files and texts by the names of their parts. A `File` keeps its name, which Connect expects to
 * end in `.xlsx`; parts without a value are left out.
 * @returns The form data.
 * @example
 * ```ts
 * await connect.POST("/usage/files/{id}/upload", {
 *   params: { path: { id: "UF-2026-10-0001-0001" } },
 *   body: { usage_file: new File([workbook], "usage.xlsx") },
 *   bodySerializer: toFormData,
 * });
 * ```
 */
export function toFormData(body: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined) form.append(name, String(value));
  }
  return form;
}
