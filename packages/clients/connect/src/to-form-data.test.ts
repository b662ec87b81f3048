import { expect, it } from "vitest";
import { toFormData } from "./to-form-data.ts";

it("keeps files and texts and leaves out what has no value", () => {
  const file = new File(["x"], "recon.xlsx");
  const form = toFormData({ recon_file: file, upload_note: "é", absent: undefined });
  expect([...form.keys()]).toEqual(["recon_file", "upload_note"]);
  expect((form.get("recon_file") as File).name).toBe("recon.xlsx");
  expect(form.get("upload_note")).toBe("é");
});
