import { rotateKey } from '../signing/keyring.ts';
import { BAD_USAGE, type Command } from './command.ts';

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
