import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createPageFiles } from '../../src/main/page-files.ts';
import { temporaryFolder } from './running-shell.ts';

/** A folder to serve, and beside it one whose name begins the same. */
function folders() {
  const scratch = temporaryFolder();
  const served = path.join(scratch.path, 'renderer');
  const sibling = path.join(scratch.path, 'renderer-secret');
  for (const folder of [served, sibling]) {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'page.html'), folder);
  }
  const answer = createPageFiles(served, 'app://vrlab');
  const get = async (name: string) => {
    const response = await answer({ url: `app://vrlab/${name}`, method: 'GET' });
    return { status: response.status, body: await response.text() };
  };
  return { served, sibling, get, [Symbol.dispose]: () => scratch[Symbol.dispose]() };
}

test('a file below the folder is served, whatever its name means elsewhere', async () => {
  using it = folders();
  expect(await it.get('page.html')).toEqual({ status: 200, body: it.served });
  writeFileSync(path.join(it.served, 'a-b_c.1.unknown'), 'x');
  expect(await it.get('a-b_c.1.unknown')).toEqual({ status: 200, body: 'x' });
});

test('a link inside the folder is followed', async () => {
  using it = folders();
  symlinkSync(path.join(it.served, 'page.html'), path.join(it.served, 'alias.html'));
  expect(await it.get('alias.html')).toEqual({ status: 200, body: it.served });
});

test('a link to a file outside is refused', async () => {
  using it = folders();
  symlinkSync('/etc/hostname', path.join(it.served, 'link.html'));
  expect(await it.get('link.html')).toEqual({ status: 404, body: '' });
});

test('a folder linked from outside is refused, with a sibling whose name begins the same', async () => {
  using it = folders();
  symlinkSync(it.sibling, path.join(it.served, 'linked'), 'junction');
  expect(await it.get('linked/page.html')).toEqual({ status: 404, body: '' });
});

test('a served folder that is itself reached by a link works', async () => {
  using it = folders();
  const alias = path.join(path.dirname(it.served), 'alias');
  symlinkSync(it.served, alias, 'junction');
  const response = await createPageFiles(alias, 'app://vrlab')({ url: 'app://vrlab/page.html', method: 'GET' });
  expect(await response.text()).toBe(it.served);
});
