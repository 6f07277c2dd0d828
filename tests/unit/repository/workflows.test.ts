import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ROOT } from '../../support/vrlab.ts';

const FOLDER = path.join(ROOT, '.github/workflows');
const WORKFLOWS = readdirSync(FOLDER).map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')] as const);

const actionlint = (...files: string[]) =>
  spawnSync(process.execPath, ['scripts/workflows.mjs', ...files], { cwd: ROOT, encoding: 'utf8' });
const UNAVAILABLE = 69;

describe('the workflows', () => {
  it('are what actionlint accepts; a mistake would be named', ({ skip }) => {
    const { status, stdout, stderr } = actionlint();
    skip(status === UNAVAILABLE, stderr);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const wrong = path.join(temporaryFolder(), 'wrong.yml');
    writeFileSync(
      wrong,
      'on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nothing }}\n',
    );
    expect(actionlint(wrong)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('property "nothing"') as string,
    });
  });

  it.each(WORKFLOWS)(
    '%s calls scripts that there are, and actions of GitHub itself, with no right to write',
    (_, text) => {
      const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      };
      const called = [...text.matchAll(/\bnpm run (?:--\w+ )?([\w:-]+)/g)].map(([, name]) => name!);
      expect(called.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
      const actions = [...text.matchAll(/\buses: (\S+)/g)].map(([, name]) => name!);
      expect(actions.length).toBeGreaterThan(0);
      expect(actions.filter((name) => !/^actions\/[a-z-]+@v\d+$/.test(name))).toEqual([]);
      expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
      expect(text).not.toMatch(/: write\b|secrets\./);
    },
  );
});
