import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readDraft } from '../../../src/publisher/draft.ts';
import { readPublished, rootsIn, writePublished } from '../../../src/publisher/publication-folder.ts';
import { signDraft } from '../../../src/publisher/sign-publication.ts';
import { readKeys } from '../../../src/publisher/signing/keyring.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { ROOT } from '../vrlab.ts';

const KEYS = path.join(ROOT, 'publication/demo-keys');

/**
 * The draft of the repository, changed, one version above the embedded one, signed with the demonstration keys.
 * @param changes by file name, from the text of the file to the new text.
 * @returns its folder.
 */
export function signedDraft(changes: Readonly<Record<string, (text: string) => string>> = {}): string {
  const [draftFolder, out] = [temporaryFolder(), temporaryFolder()];
  cpSync(path.join(ROOT, 'publication/draft'), draftFolder, { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const file = path.join(draftFolder, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
  const draft = readDraft(draftFolder);
  if (!draft.ok) throw new Error(JSON.stringify(draft.problem));
  const { last } = readPublished(path.join(ROOT, 'resources/publication'));
  const signed = signDraft(draft.value, readKeys(KEYS), { ...rootsIn(KEYS), last }, new Date());
  if (!signed.ok) throw new Error(signed.problem.code);
  writePublished(out, signed.value);
  return out;
}
