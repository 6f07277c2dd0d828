import { writeFileSync } from 'node:fs';
import { generateSigningKey } from '../../core/signing/signing-key.ts';
import { civilDateOf } from '../../shared/beijing-time.ts';
import { BAD_USAGE, type Command } from './command.ts';

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
