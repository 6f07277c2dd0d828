import enCli from './en/cli.json' with { type: 'json' };
import enTaskProblems from './en/problems-of-tasks.json' with { type: 'json' };
import { RESULTS as enResults } from './en/results.ts';
import zhCli from './zh-CN/cli.json' with { type: 'json' };
import zhTaskProblems from './zh-CN/problems-of-tasks.json' with { type: 'json' };
import { RESULTS as zhResults } from './zh-CN/results.ts';

/** Texts that results need wherever they are shown. */
export const RESULT_TEXTS = {
  'zh-CN': { ...zhResults, problems: { ...zhResults.problems, ...zhTaskProblems } },
  en: { ...enResults, problems: { ...enResults.problems, ...enTaskProblems } },
} as const;

/** Texts of the terminal. */
export const TERMINAL_TEXTS = { 'zh-CN': zhCli, en: enCli } as const;
