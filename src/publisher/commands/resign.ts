import { parseRoot } from '../../core/publication/trust/metadata.ts';
import { readPublished, rootsIn, writePublished } from '../publication-folder.ts';
import { resignPublished } from '../sign-publication.ts';
import { readKeys } from '../signing/keyring.ts';
import { BAD_USAGE, type Command } from './command.ts';

/** `resign DIR --keys KEYS`: the same content, trusted for another while. */
export const resign: Command = ({ names: [folder], options }, { say, print, problem }) => {
  const { keys } = options;
  if (folder === undefined || typeof keys !== 'string') return null;
  const published = { ...readPublished(folder), ...rootsIn(keys) };
  // Before anything is written: a root that cannot be read would be shipped.
  for (const [name, root] of published.roots) parseRoot(root, name);
  const signed = resignPublished(folder, readKeys(keys), published, new Date());
  if (!signed.ok) {
    problem(signed.problem);
    return BAD_USAGE;
  }
  writePublished(folder, signed.value);
  print(say('resign.done', { folder, version: published.last!.targets }));
  return 0;
};
