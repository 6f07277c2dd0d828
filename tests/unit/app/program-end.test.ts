import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { unexpectedDetail } from '../../../src/core/app/program-end.ts';
import { ROOT } from '../../support/vrlab.ts';

const PROGRAM_END = JSON.stringify(path.join(ROOT, 'src/core/app/program-end.ts'));

/** A program that says what happened, and then does this. */
function ending(code: string, env: Readonly<Record<string, string>> = {}) {
  const program = `
    import { endOnUnexpected } from ${PROGRAM_END};
    endOnUnexpected((detail) => 'SENTENCE ' + detail);
    setTimeout(() => process.stdout.write('went on'), 2000);
    ${code}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

describe('what no net has caught', () => {
  test.each([
    ['thrown', `setImmediate(() => { throw new Error('oops'); });`],
    ['rejected', `void Promise.reject(new Error('oops'));`],
    [
      'an error event nobody listens for',
      `new (await import('node:events')).EventEmitter().emit('error', new Error('oops'));`,
    ],
    ['no error at all', `setImmediate(() => { throw 'oops'; });`],
  ])('%s: one sentence, exit code 70', (_, code) => {
    expect(ending(code)).toEqual({ status: 70, stdout: '', stderr: 'SENTENCE oops\n' });
  });

  it('is one line without control characters, whoever wrote it', () => {
    expect(unexpectedDetail(new Error('a\n    at b\u001b[31m\u202e\u2028c'))).toBe('a at b [31m c');
    expect(unexpectedDetail('x'.repeat(5000))).toHaveLength(300);
  });

  it('shows developers where it happened when they ask', () => {
    const { status, stderr } = ending(`setImmediate(() => { throw new Error('oops'); });`, { VRLAB_STACK: '1' });
    expect(status).toBe(70);
    expect(stderr).toMatch(/\n\s+at /);
  });
});
