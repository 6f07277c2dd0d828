import { parseValidated, type Parts } from '../../core/publication/parts/parts.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { compareParts } from '../compare-parts.ts';
import { readDraft } from '../draft.ts';
import { publishedParts, readPublished } from '../publication-folder.ts';
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

/** Not verified: the publisher compares what lies there, whoever signed it. */
function partsIn(folder: string): Result<Parts> {
  const { last } = readPublished(folder);
  if (last !== null) {
    const parts = publishedParts(folder, last.targets);
    return parts.ok ? succeed(parseValidated(parts.value)) : parts;
  }
  const draft = readDraft(folder);
  return draft.ok ? succeed(parseValidated(draft.value.parts)) : draft;
}
