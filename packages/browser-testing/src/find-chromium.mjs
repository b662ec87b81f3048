// Finds a Chromium on this machine. The root's tasks ask it too, so it must run under Node 20 and depend
// on nothing.
import { existsSync } from "node:fs";
import { posix, win32 } from "node:path";

/** The environment variable that names the browser to test in. */
export const CHROMIUM_VARIABLE = "USAGE_BILLING_CHROMIUM";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

const MAC = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const WINDOWS = ["Chromium\\Application\\chrome.exe", "Google\\Chrome\\Application\\chrome.exe"];

/** Every place where a Chromium may be, the likeliest first. */
function placesOf({ environment, platform }) {
  if (platform === "darwin") return MAC;
  if (platform === "win32") {
    const roots = ["LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"];
    const known = roots.map((name) => environment[name]).filter((root) => root !== undefined);
    return known.flatMap((root) => WINDOWS.map((file) => win32.join(root, file)));
  }
  const folders = (environment.PATH ?? "").split(":").filter((folder) => folder !== "");
  const all = [...new Set([...folders, "/usr/bin", "/usr/local/bin", "/snap/bin"])];
  return NAMES.flatMap((name) => all.map((folder) => posix.join(folder, name)));
}

/**
 * Finds a Chromium on this machine.
 *
 * @param machine - Where to look; by default this process' environment and platform.
 * @returns The path of its program; `undefined` when there is none.
 * @throws When the environment names a browser that is not there.
 */
export function findChromium(machine = {}) {
  const { environment = process.env, platform = process.platform, exists = existsSync } = machine;
  const named = environment[CHROMIUM_VARIABLE];
  if (named === undefined || named === "") {
    return placesOf({ environment, platform }).find((place) => exists(place));
  }
  if (exists(named)) return named;
  throw new Error(`${CHROMIUM_VARIABLE} names ${named}, and there is no such file`);
}

/** What to do where there is no Chromium. */
export const CHROMIUM_HELP = `Install one (Debian and Ubuntu: apt-get install chromium), or set ${CHROMIUM_VARIABLE} to the program of one.`;
