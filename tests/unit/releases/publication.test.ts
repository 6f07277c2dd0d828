import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { choosePublication } from '../../../src/core/publication/choose-publication.ts';
import { publicationFrom } from '../../../src/core/publication/from-folder.ts';
import { installPublication } from '../../../src/core/publication/install/install-publication.ts';
import { folderSource } from '../../../src/core/publication/sources/folder-source.ts';
import { publicationStatus } from '../../../src/core/publication/status.ts';
import { readDraft } from '../../../src/publisher/draft.ts';
import { dataOfRelease, dayAfterRelease, forgetValidation, releaseFile } from '../../support/publication/release.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const EMBEDDED = releaseFile('publication');
/** One version above it, as it was installed. */
const NEWER = releaseFile('data/publications/8.8');
const clock = () => new Date();

beforeEach(dayAfterRelease);

function emptyPc(): string {
  vi.stubEnv('XDG_STATE_HOME', temporaryFolder());
  return temporaryFolder();
}

describe('a publication of release 0.3.0', () => {
  it('validates against the schemas of today, and is used when a run asks for it', async () => {
    const { publication, verified, problems } = valueOf(await publicationFrom(EMBEDDED, emptyPc(), clock()));
    expect(verified).toMatchObject({ version: 7, demo: true });
    expect(problems).toEqual([]);
    expect(publication.catalogue.models.size).toBe(84);
    expect(publication.deskKeys).toHaveLength(1);
  });

  it('can be installed where an older one is in use, and is chosen at the next start', async () => {
    const data = emptyPc();
    expect(valueOf(await choosePublication(data, EMBEDDED)).verified.version).toBe(7);
    const offer = { source: folderSource(NEWER), dataDirectory: data, clock, embedded: EMBEDDED };
    expect(valueOf(await installPublication(offer))).toMatchObject({ verified: { version: 8 }, inUse: false });
    expect(valueOf(await choosePublication(data, EMBEDDED))).toMatchObject({
      verified: { version: 8 },
      origin: { kind: 'kept' },
      problems: [],
    });
  });

  it('that a school has installed stays in use, validated anew', async () => {
    const data = dataOfRelease();
    forgetValidation(data, '8.8');
    expect(valueOf(await choosePublication(data, EMBEDDED))).toMatchObject({
      verified: { version: 8 },
      origin: { kind: 'kept' },
      problems: [],
    });
    // The program of today brings a newer one; the other is still there and good.
    const { inUse, installed } = valueOf(await publicationStatus(data));
    expect(inUse.problems).toEqual([]);
    expect(inUse.verified.version).toBeGreaterThanOrEqual(8);
    expect(installed).toMatchObject([{ folder: { version: 8 }, problem: null }]);
  });

  it('under the own root of a school stays in use, also where today a newer demonstration is embedded', async () => {
    const data = dataOfRelease('own-root');
    forgetValidation(data, '1.1');
    expect(valueOf(await choosePublication(data))).toMatchObject({
      verified: { version: 1, demo: false },
      origin: { kind: 'kept' },
      trust: { kind: 'own', problem: null },
      problems: [],
    });
  });

  it('can be signed again from its draft: all six documents pass the schemas of today', () => {
    const draft = temporaryFolder();
    cpSync(releaseFile('publication-draft'), draft, { recursive: true });
    const targets = path.join(EMBEDDED, 'targets');
    for (const name of readdirSync(targets))
      cpSync(path.join(targets, name), path.join(draft, name.slice(name.indexOf('.') + 1)));
    const { documents, demo } = valueOf(readDraft(draft));
    expect(Object.keys(documents)).toHaveLength(6);
    expect(demo).toBe(true);
  });
});
