import { writeFileSync } from 'node:fs';
import { MAX_SIGNED_SCHOOL_BYTES, signedSchoolFile } from '../../core/setup/signed-school-file.ts';
import { MAX_PCS } from '../../core/setup/read-school-file.ts';
import { signFile } from '../../core/signing/signed-file.ts';
import { formatInstant } from '../../shared/beijing-time.ts';
import { readOperatorFile } from '../operator-files.ts';
import { BAD_USAGE, type Command } from './command.ts';
import { readDeskKey } from './sign-updates.ts';

/** `sign-school-file FILE --key desk.pem --out FILE`: a sealed school file that PCs take also after their first set-up. */
export const signSchoolFile: Command = ({ names: [file], options }, { say, print, problem }) => {
  const { key: keyFile, out } = options;
  if (file === undefined || typeof keyFile !== 'string' || typeof out !== 'string') return null;
  const key = readDeskKey(keyFile);
  if (!key.ok) {
    problem(key.problem);
    return BAD_USAGE;
  }
  const content = readOperatorFile(file);
  if (content.length > MAX_SIGNED_SCHOOL_BYTES) {
    problem({ code: 'setup-file-too-large', params: { file, most: MAX_PCS } });
    return BAD_USAGE;
  }
  try {
    writeFileSync(out, signFile(signedSchoolFile(formatInstant(new Date()), content), key.value));
  } catch (cause) {
    problem({ code: 'file-not-written', params: { file: out, detail: (cause as Error).message } });
    return BAD_USAGE;
  }
  print(say('sign-school-file.done', { file: out }));
  return 0;
};
