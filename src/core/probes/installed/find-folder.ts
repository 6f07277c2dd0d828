import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { FindRule } from '../../published/matrix-schema.ts';
import { kindAt } from '../files/open-file.ts';
import { cleanPath, expandPath } from '../../platform/paths.ts';
import type { Note } from '../../platform/note.ts';
import { registryText } from '../../platform/registry/registry-text.ts';
import type { Surroundings } from '../../platform/surroundings.ts';

/** Installation folder by one rule; null when the rule finds none that exists. */
export async function findFolder(
  rule: FindRule['folder'],
  surroundings: Surroundings,
  note: Note,
): Promise<CitedText | null> {
  if ('path' in rule) {
    const folder = expandPath(rule.path, surroundings.env, surroundings.home);
    return folder !== null && (await kindAt(folder)) === 'folder' ? { text: folder, source: folder } : null;
  }
  const registered = registryText(await surroundings.registry(), rule.registry, rule.value, note);
  if (registered === null) return null;
  const folder = path.join(cleanPath(registered.text), rule.below ?? '');
  if ((await kindAt(folder)) === 'folder') return { text: folder, source: registered.source };
  // Left behind by an uninstaller, or on a drive that is gone: the product is not there, but the reason is worth telling.
  note({ place: registered.source, code: 'missing', detail: folder });
  return null;
}
