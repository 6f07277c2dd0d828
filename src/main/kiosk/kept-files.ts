import type { KeptFile, KioskHost } from '../../core/dependencies/kiosk-host.ts';
import { Feed } from '../../core/platform/feed.ts';
import type { Downloads } from '../security/downloads.ts';

/** Files that pages keep: where they go, and word of each to whoever follows. */
export interface KeptFiles extends Downloads {
  /** From now on nobody is asked: the system's dialog is a way out of a kiosk. */
  readonly keepIn: (folder: string) => void;
  readonly follow: KioskHost['kept'];
}

export function keptFiles(): KeptFiles {
  const feed = new Feed<KeptFile>();
  let folder: string | null = null;
  return {
    get folder() {
      return folder;
    },
    keepIn: (chosen) => (folder = chosen),
    kept: (file, isWhole) => feed.push({ file, isWhole }),
    follow: (signal) => feed.follow(signal),
  };
}
