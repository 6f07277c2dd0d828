import { parseValidated } from '../../core/published/parts.ts';
import { remarksOn } from '../check-draft.ts';
import { readDraft } from '../draft.ts';
import type { Command } from './command.ts';

/** `check DRAFT`: exit code 1 when there is something to say. */
export const checkDraft: Command = ({ names: [folder] }, { say, print, problem }) => {
  if (folder === undefined) return null;
  const draft = readDraft(folder);
  if (!draft.ok) {
    problem(draft.problem);
    return 1;
  }
  const remarks = remarksOn(parseValidated(draft.value.parts), draft.value);
  for (const { file, field, code, params } of remarks)
    print(say('check.at', { file, field, says: say(`check.${code}`, params) }));
  if (remarks.length === 0) print(say('check.fine'));
  return remarks.length === 0 ? 0 : 1;
};
