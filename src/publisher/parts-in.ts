import { parseValidated, type Parts } from '../core/published/parts.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import { readDraft } from './draft.ts';
import { publishedParts, readPublished } from './publication-folder.ts';

/** Parts of a draft or a publication. Not verified: the publisher looks at what lies there, whoever signed it. */
export function partsIn(folder: string): Result<Parts> {
  const { last } = readPublished(folder);
  if (last !== null) {
    const parts = publishedParts(folder, last.targets);
    return parts.ok ? succeed(parseValidated(parts.value)) : parts;
  }
  const draft = readDraft(folder);
  return draft.ok ? succeed(parseValidated(draft.value.parts)) : draft;
}
