import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createProgramUpdates } from '../../../src/core/updates/program-updates.ts';
import { runPublisher } from '../../../src/publisher/run-publisher.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const publish = (...args: string[]) => {
  const said: string[] = [];
  const take = (line: string) => void said.push(line);
  return { code: runPublisher([...args, '--lang', 'en'], { print: take, note: take }), said: said.join('\n') };
};

/** A folder with installers, a draft, and keys made for it. */
function operations(releases: readonly object[]) {
  const folder = temporaryFolder();
  const [keys, out, draft, rootFolder] = ['keys', 'updates', 'updates.json', 'program'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string];
  expect(publish('init', keys).code).toBe(0);
  mkdirSync(path.join(rootFolder, 'metadata'), { recursive: true });
  cpSync(path.join(keys, '1.root.json'), path.join(rootFolder, 'metadata/1.root.json'));
  mkdirSync(path.join(out, 'installers'), { recursive: true });
  writeFileSync(path.join(out, 'installers/setup.exe'), 'installer of 0.4.0');
  writeFileSync(draft, JSON.stringify({ schema: 'vrlab.updates/1', releases }));
  return { sign: () => publish('sign-program-updates', draft, '--keys', keys, '--out', out), out, rootFolder };
}

const installers = [{ platform: 'win32', arch: 'x64', kind: 'nsis', file: 'setup.exe' }];

it('measures the installers and signs what a program then takes, the next time one version up', async () => {
  const { sign, out, rootFolder } = operations([{ version: '0.4.0', minimumFrom: '0.3.0', installers }]);
  expect(sign().said).toContain('list 1, 1 releases');
  expect(sign().said).toContain('list 2, 1 releases');
  const updates = createProgramUpdates({
    dataDirectory: temporaryFolder(),
    program: { version: '0.3.0', platform: 'win32', arch: 'x64', kind: 'nsis' },
    lessonHours: () => null,
    now: () => new Date(),
    rootFolder,
  });
  const staged = valueOf(await updates.stage(out, new AbortController().signal));
  expect(staged).toMatchObject({ version: '0.4.0', installer: { bytes: 18 } });
  expect((await updates.status()).now).toMatchObject({ phase: 'staged' });
});

it.each([
  [
    'an installer that is not there',
    [{ version: '0.4.0', minimumFrom: '0.3.0', installers: [{ ...installers[0], file: 'other.exe' }] }],
    'other.exe',
  ],
  [
    'a name that leads elsewhere',
    [{ version: '0.4.0', minimumFrom: '0.3.0', installers: [{ ...installers[0], file: '../installers/setup.exe' }] }],
    'releases.0.installers.0.file',
  ],
  [
    'a way back that leads forward',
    [{ version: '0.4.0', minimumFrom: '0.3.0', rollBackFrom: ['0.3.0'], installers }],
    'rollBackFrom',
  ],
  ['a version that is none', [{ version: 'newest', minimumFrom: '0.3.0', installers }], 'releases.0.version'],
])('%s is not signed', (_, releases, named) => {
  const { code, said } = operations(releases).sign();
  expect(code).toBe(64);
  expect(said).toContain(named);
});
