import type { UnreadReason } from '../../../../shared/domain/adb-facts.ts';
import type { ShellAnswer } from '../section.ts';
import { ADB_COMMANDS, type AdbCommandName, written, writtenMark } from './commands.ts';

/** One text for the shell that runs the commands one after the other and marks where each answer ends. */
export const scriptOf = (...commands: readonly AdbCommandName[]): string =>
  commands.map((name, at) => `${written(ADB_COMMANDS[name])}; ${writtenMark(at)}`).join('; ');

/** The same for one command about each of several packages. */
export const scriptAbout = (packages: readonly string[]): string =>
  packages.map((name, at) => `${written(ADB_COMMANDS.app).replace('<package>', name)}; ${writtenMark(at)}`).join('; ');

/** What one command of several answered; null where its end did not come: half an answer is none. */
export interface Answered {
  readonly text: string;
  readonly exitCode: number;
}

/** The answers in the order of the commands. */
export function answersIn({ stdout }: ShellAnswer, count: number): readonly (Answered | null)[] {
  const text = withoutOddBytes(stdout);
  const answers: (Answered | null)[] = [];
  let from = 0;
  for (let at = 0; at < count; at += 1) {
    const mark = `@vrlab${at}:`;
    const end = text.indexOf(mark, from);
    const close = end < 0 ? -1 : text.indexOf('@', end + mark.length);
    const exitCode =
      close < 0 || close > end + mark.length + 3 ? Number.NaN : Number(text.slice(end + mark.length, close));
    if (Number.isNaN(exitCode)) answers.push(null);
    else {
      answers.push({ text: text.slice(from, end), exitCode });
      from = close + 1;
    }
  }
  return answers;
}

const ODD_BYTES = ['\uFEFF', '\0', '\r'];
const withoutOddBytes = (text: string): string =>
  ODD_BYTES.reduce((clean, odd) => (clean.includes(odd) ? clean.replaceAll(odd, '') : clean), text);

const REASONS: readonly (readonly [RegExp, UnreadReason])[] = [
  [/find service|not found|no such file|unknown command/i, 'absent'],
  [/denied|permission denial|securityexception|not allowed|not have access/i, 'denied'],
];
/** A refusal stands at the beginning. */
const BEGINNING = 4000;

const reasonIn = (text: string): UnreadReason | null => {
  const beginning = text.slice(0, BEGINNING);
  return REASONS.find(([pattern]) => pattern.test(beginning))?.[1] ?? null;
};

/** Why the first of these commands gave nothing that could be read. */
export function whyUnread(answer: ShellAnswer, answered: Answered | null | undefined): UnreadReason {
  if (answered === null || answered === undefined) {
    if (answer.ended !== 'whole') return answer.ended;
    return reasonIn(answer.stdout) ?? reasonIn(answer.stderr) ?? 'garbled';
  }
  const said = reasonIn(answered.text);
  if (said !== null) return said;
  if (answered.exitCode === 126) return 'denied';
  return answered.exitCode === 127 || answered.text.trim() === '' ? 'absent' : 'garbled';
}

export const read = <Value>(value: Value) => ({ status: 'read' as const, value });
export const unread = (reason: UnreadReason) => ({ status: 'unread' as const, reason });
/** The section of a value that may be missing. */
export const sectionOf = <Value>(value: Value | null, answer: ShellAnswer, answered: Answered | null | undefined) =>
  value === null ? unread(whyUnread(answer, answered)) : read(value);
