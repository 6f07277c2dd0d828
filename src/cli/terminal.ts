import { styleText } from 'node:util';
import type { PublishedCauses } from '../shared/domain/guide.ts';
import type { Language } from '../shared/domain/language.ts';
import type { Problem } from '../shared/domain/problem.ts';
import { createI18n } from '../shared/i18n.ts';
import { TERMINAL_TEXTS } from '../shared/locales/index.ts';
import { RECORDS_TEXTS } from '../shared/locales/records.ts';
import { type TranslateBelow, type Wording, createWording } from '../shared/wording.ts';

/**
 * Text of people and other programs as a terminal may show it: without escape sequences and other control characters, and without
 * marks that turn the direction of what follows. Line breaks stay.
 */
export const plainText = (text: string): string => text.replaceAll(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu, '');

type Colour = Parameters<typeof styleText>[0];

/** Words and streams of one command. Results go to standard output, everything about the command itself to standard error. */
export interface Terminal {
  readonly wording: Wording;
  /** Looks up a text of the terminal, `check.heading` for example. */
  readonly say: TranslateBelow<'cli:'>;
  readonly print: (text: string) => void;
  /** Files and people are named in it: no control characters of theirs. */
  readonly note: (text: string) => void;
  readonly problem: (problem: Problem) => void;
  readonly paint: (colour: Colour, text: string) => string;
  /** The same terminal, which says causes in the words of the publication that judged. */
  readonly guidedBy: (published: PublishedCauses) => Terminal;
}

export function createTerminal(language: Language): Terminal {
  const extra = {
    'zh-CN': { cli: TERMINAL_TEXTS['zh-CN'], ...RECORDS_TEXTS['zh-CN'] },
    en: { cli: TERMINAL_TEXTS.en, ...RECORDS_TEXTS.en },
  };
  const i18n = createI18n(language, extra);
  return terminalWith((published) => createWording(i18n, language, published), {});
}

function terminalWith(wordingBy: (published: PublishedCauses) => Wording, published: PublishedCauses): Terminal {
  const wording = wordingBy(published);
  const note = (text: string) => void process.stderr.write(`${plainText(text)}\n`);
  return {
    wording,
    say: (key, params) => wording.t(`cli:${key}`, params),
    print: (text) => void process.stdout.write(`${text}\n`),
    note,
    problem(problem) {
      const { title, next } = wording.problem(problem);
      note(`${title}\n${next}`);
    },
    paint: (colour, text) => styleText(colour, text, { stream: process.stdout }),
    guidedBy: (others) => terminalWith(wordingBy, others),
  };
}
