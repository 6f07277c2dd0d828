import { INTERNAL_ERROR, unexpectedDetail } from '../core/app/program-end.ts';
import { isLanguage } from '../shared/domain/language.ts';
import { PUBLISHER_TEXTS } from '../shared/locales/hosts.ts';
import { createI18n } from '../shared/i18n.ts';
import { createWording } from '../shared/wording.ts';
import { readArguments, type CommandName } from './arguments.ts';
import { checkDraft, diff } from './commands/drafts.ts';
import { BAD_USAGE, type Command, type Speaker } from './commands/command.ts';
import { deskKey, init, rotate } from './commands/keys.ts';
import { resign, sign } from './commands/sign.ts';
import { simulate } from './commands/simulate.ts';
import { problemOf } from './operator-files.ts';
import { pcModel } from './commands/pc-model.ts';
import { signPinRecovery } from './commands/sign-pin-recovery.ts';
import { signProgramUpdates } from './commands/sign-program-updates.ts';
import { signSchoolFile } from './commands/sign-school-file.ts';
import { signUpdates } from './commands/sign-updates.ts';

const RUN: Readonly<Record<CommandName, Command>> = {
  init,
  sign,
  resign,
  rotate,
  check: checkDraft,
  diff,
  simulate,
  'pc-model': pcModel,
  'desk-key': deskKey,
  'sign-updates': signUpdates,
  'sign-pin-recovery': signPinRecovery,
  'sign-school-file': signSchoolFile,
  'sign-program-updates': signProgramUpdates,
};

/** Where lines go: results to one, everything about the command itself to the other. */
export interface Outputs {
  readonly print: (line: string) => void;
  readonly note: (line: string) => void;
}

/** Runs one command of `vrlab-publish`. @returns the exit code. */
export function runPublisher(argv: readonly string[], { print, note }: Outputs): number {
  const given = readArguments(argv);
  const { lang } = given.options;
  const language = isLanguage(lang) ? lang : 'zh-CN';
  const extra = {
    'zh-CN': { publisher: PUBLISHER_TEXTS['zh-CN'] },
    en: { publisher: PUBLISHER_TEXTS.en },
  };
  const wording = createWording(createI18n(language, extra), language);
  const speaker: Speaker = {
    say: (key, params) => wording.t(`publisher:${key}`, params),
    t: wording.t,
    print,
    problem(problem) {
      const { title, next } = wording.problem(problem);
      note(`${title}\n${next}`);
    },
  };
  if (given.command === null || given.options['help'] === true) {
    if (given.wrong !== null) note(speaker.say('usage', { detail: given.wrong }));
    print(speaker.say('help'));
    return given.options['help'] === true ? 0 : BAD_USAGE;
  }
  try {
    const code = RUN[given.command](given, speaker);
    if (code !== null) return code;
  } catch (cause) {
    const problem = problemOf(cause);
    if (problem === null) {
      note(speaker.say('unexpected', { detail: unexpectedDetail(cause) }));
      return INTERNAL_ERROR;
    }
    speaker.problem(problem);
    return BAD_USAGE;
  }
  note(speaker.say('help'));
  return BAD_USAGE;
}
