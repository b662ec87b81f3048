export type { ConformanceOptions, Connection, TestFunction } from "./options.ts";
export { testChannel } from "./test-channel.ts";
export type {
  KitClock,
  ShortRecord,
  StoredUsage,
  Trouble,
  Troubles,
  World,
  WorldServer,
} from "./world/world.ts";
