import { formatFingerprint } from '../../core/publication/trust/fingerprint.ts';
import { parseRoot } from '../../core/publication/trust/metadata.ts';
import { rootPath, parseValidated } from '../../core/published/layout.ts';
import { remarksOn } from '../check-draft.ts';
import { readDraft } from '../draft.ts';
import { readPublished, rootsIn, writePublished } from '../publication-folder.ts';
import { signDraft, resignPublished } from '../sign-publication.ts';
import { readKeys } from '../signing/keyring.ts';
import { BAD_USAGE, type Command } from './command.ts';

/** `sign DRAFT --keys KEYS --out DIR` */
export const sign: Command = ({ names: [folder], options }, { say, print, problem }) => {
  const { keys, out } = options;
  if (folder === undefined || typeof keys !== 'string' || typeof out !== 'string') return null;
  const draft = readDraft(folder);
  const remarks = draft.ok ? remarksOn(parseValidated(draft.value.documents), draft.value) : [];
  if (remarks.length > 0) {
    print(say('sign.refused', { folder, number: remarks.length }));
    return 1;
  }
  const { roots, rootVersion } = rootsIn(keys);
  const first = roots.get(rootPath(1));
  // Before anything is written: a root that cannot be read would be shipped.
  const anchor = first === undefined ? null : parseRoot(first, rootPath(1)).anchor;
  for (const [name, root] of roots) parseRoot(root, name);
  const { last } = readPublished(out);
  const signed = draft.ok ? signDraft(draft.value, readKeys(keys), { roots, rootVersion, last }, new Date()) : draft;
  if (!signed.ok) {
    problem(signed.problem);
    return BAD_USAGE;
  }
  writePublished(out, signed.value);
  print(say('sign.done', { folder: out, version: (last?.targets ?? 0) + 1 }));
  if (anchor !== null) print(say('sign.fingerprint', { fingerprint: formatFingerprint(anchor) }));
  return 0;
};

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
