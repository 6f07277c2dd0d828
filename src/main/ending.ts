import { app, dialog } from 'electron';
import { languageIn } from '../core/app/data-folder.ts';
import { messageOf } from '../core/platform/message-of.ts';
import type { Problem } from '../shared/domain/problem.ts';
import { createI18n } from '../shared/i18n.ts';
import { ELECTRON_TEXTS } from '../shared/locales/hosts.ts';
import { type WordedProblem, type Wording, createWording } from '../shared/wording.ts';
import { BAD_USAGE, INTERNAL_ERROR } from './exit-codes.ts';

async function wordingIn(dataDirectory: string | undefined): Promise<Wording> {
  const language = await languageIn(dataDirectory);
  const extra = { 'zh-CN': { electron: ELECTRON_TEXTS['zh-CN'] }, en: { electron: ELECTRON_TEXTS.en } };
  return createWording(createI18n(language, extra), language);
}

function sayAndExit({ title, next }: WordedProblem, code: number): void {
  dialog.showErrorBox(title, next);
  app.exit(code);
}

/** Says why the program cannot start, and ends it. Only after `ready`: before it Linux shows no box. */
export async function endWithProblem(problem: Problem, dataDirectory: string | undefined): Promise<void> {
  const wording = await wordingIn(dataDirectory);
  sayAndExit(wording.problem(problem), BAD_USAGE);
}

/** Says which options cannot be understood, and ends the program. */
export async function endWithBadUsage(wrong: string): Promise<void> {
  await app.whenReady();
  const { t } = await wordingIn(undefined);
  const title = t('electron:badUsage.title', { detail: wrong });
  sayAndExit({ title, next: t('electron:badUsage.next') }, BAD_USAGE);
}

/** For defects: says what was thrown, and ends the program rather than going on in an unknown state. */
export async function endWithError(cause: unknown, dataDirectory: string | undefined): Promise<void> {
  await app.whenReady();
  const { t } = await wordingIn(dataDirectory);
  const title = t('electron:unexpected.title', { detail: messageOf(cause) });
  sayAndExit({ title, next: t('electron:unexpected.next') }, INTERNAL_ERROR);
}
