import path from 'node:path';
import { validateNamed } from '../../core/platform/read-json-file.ts';
import { pcSocketsSchema } from '../../shared/domain/pc-sockets.ts';
import { PC_SOCKETS_SCHEMA } from '../../shared/domain/schema-names.ts';
import { cleanIdentity, isNamed } from '../../shared/pc-identity.ts';
import { readOperatorJson } from '../operator-files.ts';
import { type Command, BAD_USAGE } from './command.ts';

/** `pc-model FILE`: prints what a PC exported of its sockets as a row for `pcModels` of catalogue.json. */
export const pcModel: Command = ({ names: [file] }, { say, print, problem }) => {
  if (file === undefined) return null;
  const read = validateNamed(path.basename(file), readOperatorJson(file), pcSocketsSchema, PC_SOCKETS_SCHEMA);
  if (!read.ok) {
    problem(read.problem);
    return BAD_USAGE;
  }
  const { pc, sockets } = read.value;
  if (!isNamed(pc) || sockets.length === 0) {
    problem({ code: sockets.length === 0 ? 'sockets-not-learned' : 'sockets-pc-nameless', params: {} });
    return BAD_USAGE;
  }
  print(JSON.stringify({ pc: cleanIdentity(pc), sockets }));
  print(say('pc-model.done', { number: sockets.length }));
  return 0;
};
