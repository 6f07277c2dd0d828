import { expect, it } from 'vitest';
import { readArguments } from '../../../src/cli/arguments.ts';
import { editDistance, nearestWords } from '../../../src/cli/nearest-words.ts';
import { createTerminal } from '../../../src/cli/terminal.ts';
import { helpAfterError, usageError } from '../../../src/cli/usage-error.ts';

const terminal = createTerminal('en');
const wrong = (line: string) => usageError(readArguments(line.split(' ')), terminal);

it.each([
  ['chekc', /No such command: chekc\n.*: check$/],
  ['stat', /status, station$/],
  ['help histroy', /history$/],
  ['request lst', /vrlab request has no subcommand lst\n.*: list$/],
  ['check --expalin', /--expalin\n.*: --explain$/],
  ['request new --tilte x', /--tilte\n.*: --title$/],
  ['request list --kind training', /--kind is an option of: vrlab request new$/],
  ['check --fingerprint aa', /--fingerprint is an option of: vrlab publication trust$/],
  ['request new --kind tranning', /"tranning".*technical, upgrade.*\n.*: training$/],
  ['request new --kind', /A value must follow --kind/],
  ['inspect', /vrlab inspect needs a subcommand: start, status, import, finish, hand-in, list/],
  ['request export VR-1', /missing after vrlab request export/],
  ['request list extra', /Too many arguments: extra/],
  ['history a b c', /Too many arguments: c/],
  ['check --json=yes', /--json=?/],
])('vrlab %s is answered with what may have been meant', async (line, said) => {
  expect(await wrong(line)).toMatch(said);
});

it.each([
  'check --json',
  '--lang en --data d request new --text x --send',
  'retention',
  'station',
  'retention apply',
  'code 86AR PE72 J2CX',
  'bundle import a b c',
  'request --help',
  'help request',
  'inspect import XJ-1 a b',
])('vrlab %s is not wrong', async (line) => {
  expect(await wrong(line)).toBeNull();
});

it('suggests nothing where nothing is near', async () => {
  expect(await wrong('format')).toBe('No such command: format');
  expect(nearestWords('xyz', ['new', 'list', 'show'])).toEqual([]);
});

it('counts a letter more, less, another one or two exchanged as one change', () => {
  expect(
    ['check', 'chck', 'checkk', 'chesk', 'chekc', 'hceck', 'kcehc'].map((word) => editDistance(word, 'check')),
  ).toEqual([0, 1, 1, 1, 1, 1, 3]);
});

it('shows how a command is used where words are missing, and only where to read it where one is mistyped', () => {
  expect(helpAfterError(readArguments(['request']), terminal)).toContain('vrlab request new [options]');
  expect(helpAfterError(readArguments(['request', 'lst']), terminal)).toBe('For help: vrlab request --help');
});
