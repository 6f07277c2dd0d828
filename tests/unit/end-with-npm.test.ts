import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const UNDER_NODE = path.resolve(import.meta.dirname, '../../scripts/under-node.mjs');

it.skipIf(process.platform === 'win32')('ends when the shell of npm, which passes no signal on, is gone', async () => {
  const script = path.join(mkdtempSync(path.join(tmpdir(), 'end-with-npm-')), 'stay.mjs');
  writeFileSync(
    script,
    'process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000); console.log("here");',
  );
  // The second command keeps the shell from becoming the first.
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${UNDER_NODE}" "${script}"; true`], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(shell.stdout, 'data');
  // The program holds the other end of the pipe: it closes when the program has ended.
  const closed = once(shell, 'close');
  shell.kill('SIGTERM');
  await expect(closed).resolves.toEqual([null, 'SIGTERM']);
});
