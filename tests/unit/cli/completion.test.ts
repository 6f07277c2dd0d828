import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/cli/arguments.ts';
import { completion } from '../../../src/cli/commands/completion.ts';
import { createTerminal } from '../../../src/cli/terminal.ts';
import { folderOfFile } from '../../support/temporary-folder.ts';

const folder = folderOfFile();
const file = (shell: string) => path.join(folder, `vrlab.${shell}`);
const hasZsh = spawnSync('zsh', ['--version']).status === 0;
const hasPowershell = spawnSync('pwsh', ['--version']).status === 0;

beforeAll(async () => {
  writeFileSync(path.join(folder, '发来的 快照.json'), '{}');
  for (const shell of ['bash', 'zsh', 'powershell']) {
    const print = (text: string) => writeFileSync(file(shell), `${text}\n`);
    await completion(readArguments(['completion', shell]), { ...createTerminal('zh-CN'), print });
  }
});

/** What bash offers at the end of a line; `=` is a word of its own there. */
function offeredByBash(line: string): string[] {
  const words = line.split(' ').flatMap((word) => word.split(/(?<==)|(?==)/));
  const code = `source '${file('bash')}'; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _vrlab; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--norc', '-c', code, 'bash', ...words], { cwd: folder, encoding: 'utf8' });
  return out.split('\n').filter((word) => word !== '');
}

/** What an interactive zsh writes when Tab is pressed at the end of a line. */
function offeredByZsh(line: string): string {
  const code = `
    zmodload zsh/zpty
    zpty inner zsh -f -i
    zpty -w inner "PS1=; autoload -U compinit; compinit -u -D; setopt no_beep; source '${file('zsh')}'; bindkey '^I' complete-word; echo RE''ADY"
    zpty -r -m inner got '*READY*'
    zpty -n -w inner $'${line}\\t'
    repeat 30 { sleep 0.1; if zpty -r -t inner more; then print -rn -- "$more"; fi }
  `;
  const out = execFileSync('zsh', ['-f', '-c', code], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
  return stripVTControlCharacters(out).replaceAll('\r', '');
}

const CASES: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['vrlab re', ['request', 'report', 'retention']],
  ['vrlab help hi', ['history']],
  ['vrlab request ', ['new', 'list', 'show', 'export', 'import', 'retry', 'accept-loss']],
  ['vrlab request new --k', ['--kind']],
  ['vrlab request list --k', []],
  ['vrlab request new --kind ', ['technical', 'upgrade', 'resource', 'guidance', 'training']],
  ['vrlab inspect start --kind ', ['quarterly', 'semi-annual', 'on-request']],
  ['vrlab inspect finish XJ-1 --conclusion ', ['passed', 'rectify', 'out-of-use']],
  ['vrlab --lang ', ['zh-CN', 'en']],
  ['vrlab --lang en inspect f', ['finish']],
  ['vrlab --lang=en check --expl', ['--explain']],
  ['vrlab check --lang=z', ['zh-CN']],
  ['vrlab --data request sta', ['status', 'station']],
  ['vrlab check --snapshot 发', ['发来的 快照.json']],
  ['vrlab request new --title re', []],
  ['vrlab completion p', ['powershell']],
];

describe('completion in bash', () => {
  it.each(CASES)('%s', (line, offered) => {
    expect(offeredByBash(line).toSorted()).toEqual([...offered].toSorted());
  });
});

describe.runIf(hasZsh)('completion in zsh, where there is one', () => {
  it.each([
    ['vrlab hist', 'history'],
    ['vrlab inspect start --kind semi', 'semi-annual'],
    ['vrlab --lang en request ret', 'retry'],
    ['vrlab check --lang=z', 'zh-CN'],
    ['vrlab request new --ki', '--kind'],
  ])('%s', (line, offered) => {
    expect(offeredByZsh(line)).toContain(offered);
  });

  it('is a script that zsh can read', () => {
    expect(spawnSync('zsh', ['-n', file('zsh')], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

it('is a PowerShell script that the console of any language reads alike: ASCII, and every bracket closed', () => {
  const script = readFileSync(file('powershell'), 'utf8');
  expect(script).toMatch(/^[\n -~]*$/);
  const code = script.replaceAll(/'[^']*'/g, '').replaceAll(/#.*/g, '');
  for (const [open, close] of [
    ['(', ')'],
    ['{', '}'],
    ['[', ']'],
  ] as const)
    expect(code.split(open).length).toBe(code.split(close).length);
});

describe.runIf(hasPowershell)('completion in PowerShell, which Debian does not have', () => {
  it.each(CASES.filter(([line]) => !line.includes('=')))('%s', (line, offered) => {
    const code = `. '${file('powershell')}'; (TabExpansion2 -inputScript '${line}' -cursorColumn ${line.length}).CompletionMatches.CompletionText`;
    const out = execFileSync('pwsh', ['-NoProfile', '-Command', code], { cwd: folder, encoding: 'utf8' });
    for (const word of offered) expect(out).toContain(word);
  });
});
