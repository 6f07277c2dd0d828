import { compareParts } from '../compare-parts.ts';
import { partsIn } from '../draft.ts';
import { BAD_USAGE, type Command } from './command.ts';

/** `diff OLD NEW`: drafts or publications. */
export const diff: Command = ({ names: [before, after] }, { say, print, problem }) => {
  if (before === undefined || after === undefined) return null;
  const [old, now] = [partsIn(before), partsIn(after)];
  for (const side of [old, now])
    if (!side.ok) {
      problem(side.problem);
      return BAD_USAGE;
    }
  if (!old.ok || !now.ok) return BAD_USAGE;
  const differences = compareParts(old.value, now.value);
  for (const { part, kind, id, fields } of differences)
    print(say(`diff.${kind}`, { part: say(`diff.part.${part}`), id, fields: fields.join(' ') }));
  if (differences.length === 0) print(say('diff.same'));
  return 0;
};
