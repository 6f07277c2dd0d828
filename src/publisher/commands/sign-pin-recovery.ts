import { writeFileSync } from 'node:fs';
import { pinRecovery } from '../../core/roles/pin-recovery.ts';
import { signFile } from '../../core/signing/signed-file.ts';
import { formatInstant } from '../../shared/beijing-time.ts';
import { BAD_USAGE, type Command } from './command.ts';
import { readDeskKey } from './sign-updates.ts';

/** Who answers, for people. */
const ISSUER = 'service desk';

/** `sign-pin-recovery PC QUESTION --key desk.pem --out FILE`: the answer to a PC whose administrator has forgotten the PIN. */
export const signPinRecovery: Command = ({ names: [device, question], options }, { say, print, problem }) => {
  const { key: keyFile, out } = options;
  if (device === undefined || question === undefined || typeof keyFile !== 'string' || typeof out !== 'string')
    return null;
  const key = readDeskKey(keyFile);
  if (!key.ok) {
    problem(key.problem);
    return BAD_USAGE;
  }
  // Read out on the phone in groups, and typed as it was heard.
  const nonce = question.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  const answer = pinRecovery({
    device: device.toLowerCase().replaceAll(/[^0-9a-z]/g, ''),
    nonce,
    issuedAt: formatInstant(new Date()),
    issuer: ISSUER,
  });
  try {
    writeFileSync(out, signFile(answer, key.value));
  } catch (cause) {
    problem({ code: 'file-not-written', params: { file: out, detail: (cause as Error).message } });
    return BAD_USAGE;
  }
  print(say('sign-pin-recovery.done', { file: out, device: answer.device }));
  return 0;
};
