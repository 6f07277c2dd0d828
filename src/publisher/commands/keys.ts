import { writeFileSync } from 'node:fs';
import { formatFingerprint } from '../../core/publication/trust/fingerprint.ts';
import { createKeyring, rotateKey } from '../signing/keyring.ts';
import { BAD_USAGE, type Command } from './command.ts';
import { generateSigningKey } from '../../core/signing/signing-key.ts';
import { civilDateOf } from '../../shared/beijing-time.ts';

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

/** `rotate KEYS NAME`: `timestamp`, `root-2` … */
export const rotate: Command = ({ names: [folder, name] }, { say, print, problem }) => {
  if (folder === undefined || name === undefined) return null;
  const rotated = rotateKey(folder, name, new Date());
  if (!rotated.ok) {
    problem(rotated.problem);
    return BAD_USAGE;
  }
  print(say('rotate.done', { name, root: rotated.value }));
  return 0;
};

/** `desk-key FILE`: a key for status updates, and the entry for `deskKeys` of the policy; an existing file is never replaced. */
export const deskKey: Command = ({ names: [file] }, { say, print, problem }) => {
  if (file === undefined) return null;
  const { key, pem } = generateSigningKey();
  try {
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    problem({ code: 'file-not-written', params: { file, detail: (cause as Error).message } });
    return BAD_USAGE;
  }
  const since = civilDateOf(new Date());
  print(JSON.stringify({ id: `desk-${since.slice(0, 4)}`, publicKey: key.publicKey, since }, null, 2));
  print(say('desk-key.done', { file }));
  return 0;
};
