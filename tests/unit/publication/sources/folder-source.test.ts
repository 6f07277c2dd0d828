import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  MAX_BYTES,
  rootPath,
  snapshotPath,
  targetsPath,
  TIMESTAMP_PATH,
} from '../../../../src/core/published/layout.ts';
import { folderSource } from '../../../../src/core/publication/sources/folder-source.ts';
import type { PublicationSource } from '../../../../src/core/publication/sources/publication-source.ts';
import { PublicationPc } from '../../../support/publication/publication-pc.ts';
import { writePublication } from '../../../support/publication/publisher.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

afterEach(() => void vi.unstubAllEnvs());

function stick(): { pc: PublicationPc; folder: string; file: (name: string) => string; document: string } {
  const pc = new PublicationPc();
  const files = pc.publisher.publish(2);
  const folder = writePublication(path.join(temporaryFolder(), '发布 包'), files);
  const document = [...files.keys()].find((name) => name.endsWith('guide.json'))!;
  return { pc, folder, file: (name) => path.join(folder, name), document };
}

const NAMES = [TIMESTAMP_PATH, snapshotPath(2), targetsPath(2), 'document'] as const;

/** Something happens on the stick just before the n-th file is read. */
function meanwhile(
  source: PublicationSource,
  before: (path: string) => boolean,
  happens: () => void,
): PublicationSource {
  let done = false;
  return {
    place: source.place,
    async read(name, maxBytes) {
      if (!done && before(name)) {
        done = true;
        happens();
      }
      return await source.read(name, maxBytes);
    },
  };
}

describe('a publication on a USB drive', () => {
  it('with a whole publication is taken, whatever else lies on it', async () => {
    const { pc, folder, file } = stick();
    writeFileSync(file('autorun.inf'), 'x');
    writeFileSync(file('metadata/9.targets.json'), 'x');
    mkdirSync(file('System Volume Information'));
    expect(await pc.refusal(folder)).toBeNull();
    expect(await pc.inUse()).toBe(2);
  });

  describe.each(NAMES)('where %s', (which) => {
    const name = ({ document }: { document: string }) => (which === 'document' ? document : which);

    it.each<[string, string, (file: string) => void]>([
      ['is a sparse file of 1 GB', 'publication-file-too-large', (file) => truncateSync(file, 1024 ** 3)],
      [
        'is a link to another file',
        'publication-file-not-plain',
        (file) => {
          renameSync(file, `${file}.moved`);
          symlinkSync(`${file}.moved`, file);
        },
      ],
      [
        'is a pipe nobody writes to',
        'publication-file-not-plain',
        (file) => {
          rmSync(file);
          execFileSync('mkfifo', [file]);
        },
      ],
      [
        'is a link to a device',
        'publication-file-not-plain',
        (file) => {
          rmSync(file);
          symlinkSync('/dev/zero', file);
        },
      ],
      [
        'is a folder',
        'publication-file-not-plain',
        (file) => {
          rmSync(file);
          mkdirSync(file);
        },
      ],
      ['is missing', 'publication-file-missing', (file) => rmSync(file)],
    ])('%s is refused', async (_, code, spoil) => {
      const made = stick();
      spoil(made.file(name(made)));
      expect(await made.pc.refusal(made.folder)).toBe(code);
      expect(await made.pc.inUse()).toBe(1);
    });
  });

  it.each(['metadata', 'targets'])('whose folder %s is a link is refused', async (name) => {
    const { pc, folder, file } = stick();
    renameSync(file(name), file('elsewhere'));
    symlinkSync(file('elsewhere'), file(name));
    expect(await pc.refusal(folder)).toBe('publication-file-not-plain');
  });

  it('with roots without end is read no further than 256 of them', async () => {
    const { pc } = stick();
    const asked: string[] = [];
    const endless: PublicationSource = {
      place: 'endless',
      read(name) {
        asked.push(name);
        return Promise.resolve({ ok: true, value: Buffer.from('{}') });
      },
    };
    expect(await pc.refusal(endless)).toBe('publication-damaged');
    expect(asked.length).toBeLessThan(300);
  });

  it('asks for no file by a name that a publication does not have', async () => {
    const { pc, folder } = stick();
    const asked: string[] = [];
    const listening = meanwhile(
      folderSource(folder),
      (name) => asked.push(name) < 0,
      () => undefined,
    );
    const crafted = JSON.stringify({ signed: { meta: { 'snapshot.json': { version: '../../secret' } } } });
    writeFileSync(path.join(folder, TIMESTAMP_PATH), crafted);
    expect(await pc.refusal(listening)).toBe('publication-damaged');
    expect(asked).toEqual([rootPath(2), TIMESTAMP_PATH]);
  });

  it('pulled out in the middle is said so, and nothing is kept', async () => {
    const { pc, folder } = stick();
    const pulled = meanwhile(
      folderSource(folder),
      (name) => name === targetsPath(2),
      () => rmSync(folder, { recursive: true }),
    );
    expect(await pc.install(pulled)).toMatchObject({
      problem: { code: 'publication-folder-missing', params: { folder } },
    });
    expect(await pc.inUse()).toBe(1);
    expect(await pc.refusal(path.join(temporaryFolder(), 'never there'))).toBe('publication-folder-missing');
  });

  it('whose files are exchanged between two reads is refused by the signatures', async () => {
    const { pc, folder, document, file } = stick();
    const swapped = meanwhile(
      folderSource(folder),
      (name) => name === document,
      () => writeFileSync(file(document), '{"schema":"vrlab.guide/1","causes":{"x":{}}}'),
    );
    expect(await pc.refusal(swapped)).toBe('publication-mismatch');
  });

  it('is read once: what happens to it afterwards changes nothing', async () => {
    const { pc, folder } = stick();
    const gone = meanwhile(
      folderSource(folder),
      () => false,
      () => undefined,
    );
    const installed = await pc.install(gone);
    rmSync(folder, { recursive: true });
    expect(installed.ok).toBe(true);
    expect(await pc.inUse()).toBe(2);
  });
});

describe('a file that changes while it is read', () => {
  it.each<[string, (file: string) => void]>([
    ['grows', (file) => appendFileSync(file, 'more')],
    ['shrinks', (file) => truncateSync(file, 3)],
    ['is written again, equally long', (file) => writeFileSync(file, '{"b":2}')],
    [
      'is written again and dated back',
      (file) => {
        writeFileSync(file, '{"b":2}');
        utimesSync(file, new Date(0), new Date(0));
      },
    ],
  ])('%s: refused', async (_, change) => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'metadata'));
    const file = path.join(folder, TIMESTAMP_PATH);
    writeFileSync(file, '{"a":1}');
    const source = folderSource(folder);
    expect(await source.read(TIMESTAMP_PATH, MAX_BYTES.timestamp)).toMatchObject({ ok: true });
    // Between looking at the file and the end of reading it.
    const probe = await fs.open(file);
    const prototype = Object.getPrototypeOf(probe) as fs.FileHandle;
    await probe.close();
    const spy = vi.spyOn(prototype, 'read').mockImplementationOnce(async function (
      this: fs.FileHandle,
      ...args: never[]
    ) {
      change(file);
      spy.mockRestore();
      return await (this.read as (...given: never[]) => Promise<never>)(...args);
    } as never);
    expect(await source.read(TIMESTAMP_PATH, MAX_BYTES.timestamp)).toMatchObject({
      ok: false,
      problem: { code: 'publication-file-changed', params: { file } },
    });
    expect(readFileSync(file).length).toBeGreaterThan(0);
  });
});
