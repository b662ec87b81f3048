import type { Codec } from "./codec.ts";
import { createPlatformCodec } from "./platform-codec.ts";
import { findPlatformModules } from "./platform-modules.ts";
import { createPortableCodec } from "./portable-codec.ts";

const modules = findPlatformModules();

/** The fastest codec that the platform has. */
export const codec: Codec =
  modules === undefined ? createPortableCodec() : createPlatformCodec(modules.zlib, modules.stream);
