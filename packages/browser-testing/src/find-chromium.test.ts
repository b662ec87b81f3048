import { describe, expect, it } from "vitest";
import { CHROMIUM_VARIABLE, findChromium, type Machine } from "./find-chromium.mjs";

function machine(files: readonly string[], rest: Machine): Machine {
  return { exists: (file) => files.includes(file), ...rest };
}

describe("findChromium", () => {
  it("takes the browser that the environment names before any other", () => {
    const environment = { [CHROMIUM_VARIABLE]: "/opt/chrome", PATH: "/usr/bin" };
    const files = ["/opt/chrome", "/usr/bin/chromium"];
    expect(findChromium(machine(files, { environment, platform: "linux" }))).toBe("/opt/chrome");
  });

  it("says so when the browser that the environment names is not there", () => {
    const environment = { [CHROMIUM_VARIABLE]: "/opt/chrome" };
    const look = () => findChromium(machine(["/usr/bin/chromium"], { environment }));
    expect(look).toThrow("USAGE_BILLING_CHROMIUM names /opt/chrome, and there is no such file");
  });

  it.each([
    ["linux", { PATH: "/opt/bin:/usr/bin" }, "/opt/bin/google-chrome"],
    ["linux", { PATH: "" }, "/usr/bin/chromium"],
    ["darwin", {}, "/Applications/Chromium.app/Contents/MacOS/Chromium"],
    [
      "win32",
      { PROGRAMFILES: "C:\\Program Files" },
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ],
  ] as const)("looks on %s with %o where browsers are", (platform, environment, file) => {
    expect(findChromium(machine([file], { environment, platform }))).toBe(file);
    expect(findChromium(machine([], { environment, platform }))).toBeUndefined();
  });
});
