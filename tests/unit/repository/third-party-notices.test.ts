import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { BUNDLED_LICENCES, NOTICES, thirdPartyNotices } from '../../../scripts/third-party-notices.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const TEXT = 'Permission is hereby granted';

/** What is built of a program with one native library that has a part for each system. */
function built(bundled: readonly object[]): string {
  const root = temporaryFolder();
  const put = (name: string, content: string) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  };
  put('package.json', JSON.stringify({ version: '1.0.0', dependencies: { native: '1.0.0' } }));
  const native = { version: '1.0.0', license: 'MIT', optionalDependencies: { 'native-linux': '1.0.0', absent: '1' } };
  put('node_modules/native/package.json', JSON.stringify(native));
  put('node_modules/native/LICENSE', `${TEXT} by native`);
  put('node_modules/native-linux/package.json', JSON.stringify({ version: '1.0.0', license: 'MIT' }));
  put('resources/licences/MIT.txt', TEXT);
  put('resources/licences/copyright-holders.json', JSON.stringify({ silent: 'Copyright (c) Somebody' }));
  put(`out/main/${BUNDLED_LICENCES}`, JSON.stringify(bundled));
  return root;
}

const write = (root: string): string => {
  const { closeBundle } = thirdPartyNotices(root);
  (closeBundle as unknown as { handler: () => void }).handler();
  return readFileSync(path.join(root, 'out', NOTICES), 'utf8');
};

it('names everything bundled or loaded at run time, with the text of its licence', () => {
  const said = write(
    built([
      { name: 'one', version: '2.0.0', identifier: 'ISC', text: 'ISC text' },
      { name: 'silent', version: '1.0.0', identifier: 'MIT' },
    ]),
  );
  expect(said.match(/^\S+ \d\S* \(.*\)$/gm)).toEqual([
    'native-linux 1.0.0 (MIT)',
    'native 1.0.0 (MIT)',
    'one 2.0.0 (ISC)',
    'silent 1.0.0 (MIT)',
  ]);
  expect(said).toContain('ISC text');
  expect(said).toContain(`Copyright (c) Somebody\n\n${TEXT}`);
  expect(said.split(`${TEXT} by native`)).toHaveLength(3);
});

it('fails where a package has none, naming it', () => {
  for (const notice of [
    { name: 'bare', version: '1.0.0', identifier: 'MIT' },
    { name: 'bare', version: '1.0.0', text: TEXT },
    { name: 'bare', version: '1.0.0' },
  ])
    expect(() => write(built([notice]))).toThrow(/bare@1\.0\.0/);
});
