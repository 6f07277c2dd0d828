import { parseValidated } from '../../core/published/layout.ts';
import { remarksOn } from '../check-draft.ts';
import { readDraft, documentsIn } from '../draft.ts';
import { type Command, BAD_USAGE } from './command.ts';
import { compareDocuments } from '../compare-documents.ts';

/** `check DRAFT`: exit code 1 when there is something to say. */
export const checkDraft: Command = ({ names: [folder] }, { say, print, problem }) => {
  if (folder === undefined) return null;
  const draft = readDraft(folder);
  if (!draft.ok) {
    problem(draft.problem);
    return 1;
  }
  const remarks = remarksOn(parseValidated(draft.value.documents), draft.value);
  for (const { file, field, code, params } of remarks)
    print(say('check.at', { file, field, says: say(`check.${code}`, params) }));
  if (remarks.length === 0) print(say('check.fine'));
  return remarks.length === 0 ? 0 : 1;
};

/** `diff OLD NEW`: drafts or publications. */
export const diff: Command = ({ names: [before, after] }, { say, print, problem }) => {
  if (before === undefined || after === undefined) return null;
  const [old, now] = [documentsIn(before), documentsIn(after)];
  for (const side of [old, now])
    if (!side.ok) {
      problem(side.problem);
      return BAD_USAGE;
    }
  if (!old.ok || !now.ok) return BAD_USAGE;
  const differences = compareDocuments(old.value, now.value);
  for (const { part, kind, id, fields } of differences)
    print(say(`diff.${kind}`, { part: say(`diff.part.${part}`), id, fields: fields.join(' ') }));
  if (differences.length === 0) print(say('diff.same'));
  return 0;
};
