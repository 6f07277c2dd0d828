import { isLanguage } from '../shared/domain/language.ts';
import { PUBLISHER_TEXTS } from '../shared/locales/publisher.ts';
import { createI18n, createWording } from '../shared/wording.ts';
import { readArguments, type CommandName } from './arguments.ts';
import { checkDraft } from './commands/check.ts';
import { BAD_USAGE, type Command, type Speaker } from './commands/command.ts';
import { deskKey } from './commands/desk-key.ts';
import { diff } from './commands/diff.ts';
import { init } from './commands/init.ts';
import { resign } from './commands/resign.ts';
import { rotate } from './commands/rotate.ts';
import { simulate } from './commands/simulate.ts';
import { sign } from './commands/sign.ts';
import { signUpdates } from './commands/sign-updates.ts';

const RUN: Readonly<Record<CommandName, Command>> = {
  init,
  sign,
  resign,
  rotate,
  check: checkDraft,
  diff,
  simulate,
  'desk-key': deskKey,
  'sign-updates': signUpdates,
};

function main(argv: readonly string[]): number {
  const given = readArguments(argv);
  const { lang } = given.options;
  const language = isLanguage(lang) ? lang : 'zh-CN';
  const extra = {
    'zh-CN': { publisher: PUBLISHER_TEXTS['zh-CN'] },
    en: { publisher: PUBLISHER_TEXTS.en },
  };
  const wording = createWording(createI18n(language, extra), language);
  const note = (text: string): void => void process.stderr.write(`${text}\n`);
  const speaker: Speaker = {
    say: (key, params) => wording.t(`publisher:${key}`, params),
    t: wording.t,
    print: (text) => void process.stdout.write(`${text}\n`),
    problem(problem) {
      const { title, next } = wording.problem(problem);
      note(`${title}\n${next}`);
    },
  };
  if (given.command === null || given.options['help'] === true) {
    if (given.wrong !== null) note(speaker.say('usage', { detail: given.wrong }));
    speaker.print(speaker.say('help'));
    return given.options['help'] === true ? 0 : BAD_USAGE;
  }
  const code = RUN[given.command](given, speaker);
  if (code !== null) return code;
  note(speaker.say('help'));
  return BAD_USAGE;
}

process.exitCode = main(process.argv.slice(2));
