/** What a ledger's two files hold at one moment. */
export interface Files {
  readonly database: Buffer;
  readonly wal: Buffer;
}

/** Gives numbers below a limit, one after the other; a property test's own. */
export type Choose = (limit: number) => number;

const SECTOR = 512;

/** Spoils the bytes that were being written, and only those. */
function spoil(before: Buffer, after: Buffer, value: number): Buffer {
  const first = after.findIndex((byte, at) => byte !== before[at]);
  const last = after.findLastIndex((byte, at) => byte !== before[at]);
  return Buffer.from(before).fill(value, first, last + 1);
}

/** A sector that was being written: as before, as after, or spoilt. */
function chooseSector(before: Buffer, after: Buffer, choose: Choose): Buffer {
  switch (choose(5)) {
    case 0:
      return spoil(before, after, choose(256));
    case 1:
    case 2:
      return before;
    default:
      return after;
  }
}

/**
 * What may be left of a file when the machine stops between two moments: each sector that was written
 * meanwhile is there, is not, or is torn, and the file ends anywhere between its two lengths.
 */
function mix(before: Buffer, after: Buffer, choose: Choose): Buffer {
  const [shorter, longer] = [before.length, after.length].toSorted((left, right) => left - right);
  const sectors = Math.ceil(((longer ?? 0) - (shorter ?? 0)) / SECTOR);
  const length = Math.min((shorter ?? 0) + choose(sectors + 1) * SECTOR, longer ?? 0);
  const image = Buffer.alloc(length);
  for (let at = 0; at < length; at += SECTOR) {
    const [old, next] = [before, after].map((file) => {
      const sector = Buffer.alloc(SECTOR);
      sector.set(file.subarray(at, at + SECTOR));
      return sector;
    });
    if (old === undefined || next === undefined) continue;
    (old.equals(next) ? next : chooseSector(old, next, choose)).copy(image, at);
  }
  return image;
}

/**
 * What the disk may hold when the machine stops during a commit, after everything before it was
 * acknowledged and therefore synchronized.
 *
 * SQLite writes a commit to the `-wal` file and synchronizes that. Only then may a checkpoint write
 * to the database, which it synchronizes before the `-wal` file is begun anew. So either the `-wal`
 * file is in between and the database is as it was, or the `-wal` file is whole and the database is in
 * between. Taken for granted is what SQLite takes for granted: that a drive keeps what it says is
 * synchronized, and that writing some bytes does not spoil their neighbours ("powersafe overwrite").
 *
 * @param before - The files when the commit before was acknowledged.
 * @param after - The files when this one was.
 * @param choose - The choices.
 * @returns The files after the machine has started again.
 */
export function createCrashImage(before: Files, after: Files, choose: Choose): Files {
  const isCheckpoint = !before.database.equals(after.database) && choose(2) === 0;
  if (isCheckpoint) {
    return { database: mix(before.database, after.database, choose), wal: after.wal };
  }
  return { database: before.database, wal: mix(before.wal, after.wal, choose) };
}
