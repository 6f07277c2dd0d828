import { existsSync } from 'node:fs';
import path from 'node:path';
import { rootPath } from '../published/layout.ts';
import { VERSION } from '../platform/version.ts';
import { updateRootFolder } from '../updates/update-repository.ts';
import type { UpdateState } from '../updates/update-state.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

/** What has become of newer programs. @param rootFolder of the keys that came with the program. */
export function examineUpdates({ now, accepted }: UpdateState, rootFolder = updateRootFolder()): Examination {
  switch (now.phase) {
    case 'refused':
      return failed('update-refused', 'attention', now.problem);
    case 'staged':
      return attention('update-staged', { version: now.version, day: now.since.slice(0, 10) });
    case 'downloading':
      // Nothing of it survives the program that began it.
      return attention('update-downloading', { version: now.version, day: now.since.slice(0, 10) });
    case 'installing':
      return ok('update-installing', { version: now.version });
    case 'none':
    default:
      if (!existsSync(path.join(rootFolder, rootPath(1)))) return ok('no-update-root', { version: VERSION });
      return ok('no-update', { version: VERSION, day: accepted?.signedAt.slice(0, 10) ?? '–' });
  }
}
