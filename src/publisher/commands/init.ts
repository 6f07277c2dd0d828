import { formatFingerprint } from '../../core/publication/trust/fingerprint.ts';
import { createKeyring } from '../signing/keyring.ts';
import { BAD_USAGE, type Command } from './command.ts';

/** `init KEYS [--root-keys 3] [--threshold 2]` */
export const init: Command = ({ names: [folder], options }, { say, print, problem }) => {
  const rootKeys = Number(options['root-keys'] ?? 3);
  const threshold = Number(options['threshold'] ?? 2);
  const sane = Number.isInteger(rootKeys) && Number.isInteger(threshold) && threshold >= 1 && threshold <= rootKeys;
  if (folder === undefined || !sane || rootKeys > 9) return null;
  const created = createKeyring(folder, rootKeys, threshold, new Date());
  if (!created.ok) {
    problem(created.problem);
    return BAD_USAGE;
  }
  const { file, fingerprint } = created.value;
  print(say('init.done', { folder, root: file, rootKeys, threshold, fingerprint: formatFingerprint(fingerprint) }));
  return 0;
};
