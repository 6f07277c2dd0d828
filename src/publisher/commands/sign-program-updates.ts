import { formatFingerprint } from '../../core/publication/trust/fingerprint.ts';
import { parseRoot } from '../../core/publication/trust/metadata.ts';
import { rootPath } from '../../core/published/layout.ts';
import { readPublished, rootsIn, writePublished } from '../publication-folder.ts';
import { measuredUpdates, signUpdatesList } from '../sign-program-updates.ts';
import { readKeys } from '../signing/keyring.ts';
import { BAD_USAGE, type Command } from './command.ts';

/** `sign-program-updates updates.json --keys KEYS --out DIR`: the installers lie in DIR/installers already. */
export const signProgramUpdates: Command = ({ names: [file], options }, { say, print, problem }) => {
  const { keys, out } = options;
  if (file === undefined || typeof keys !== 'string' || typeof out !== 'string') return null;
  const { roots, rootVersion } = rootsIn(keys);
  // Before anything is written: a root that cannot be read would be shipped.
  const parsed = [...roots].map(([name, root]) => ({ name, root: parseRoot(root, name) }));
  const { last } = readPublished(out);
  const updates = measuredUpdates(file, out);
  const signed = updates.ok
    ? signUpdatesList(updates.value, readKeys(keys), { roots, rootVersion, last }, new Date())
    : updates;
  if (!signed.ok) {
    problem(signed.problem);
    return BAD_USAGE;
  }
  writePublished(out, signed.value);
  const releases = updates.ok ? updates.value.releases.length : 0;
  print(say('sign-program-updates.done', { folder: out, version: (last?.targets ?? 0) + 1, releases }));
  const first = parsed.find(({ name }) => name === rootPath(1));
  if (first !== undefined) print(say('sign.fingerprint', { fingerprint: formatFingerprint(first.root.anchor) }));
  return 0;
};
