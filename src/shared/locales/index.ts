import enCauses from './en/causes.json' with { type: 'json' };
import enChecks from './en/checks.json' with { type: 'json' };
import enCli from './en/cli.json' with { type: 'json' };
import enDevices from './en/devices.json' with { type: 'json' };
import enProblems from './en/problems.json' with { type: 'json' };
import enRequests from './en/requests.json' with { type: 'json' };
import enTerms from './en/terms.json' with { type: 'json' };
import zhCauses from './zh-CN/causes.json' with { type: 'json' };
import zhChecks from './zh-CN/checks.json' with { type: 'json' };
import zhCli from './zh-CN/cli.json' with { type: 'json' };
import zhDevices from './zh-CN/devices.json' with { type: 'json' };
import zhProblems from './zh-CN/problems.json' with { type: 'json' };
import zhRequests from './zh-CN/requests.json' with { type: 'json' };
import zhTerms from './zh-CN/terms.json' with { type: 'json' };

/** Texts that results need wherever they are shown. */
export const RESULT_TEXTS = {
  'zh-CN': {
    causes: zhCauses,
    checks: zhChecks,
    devices: zhDevices,
    problems: zhProblems,
    requests: zhRequests,
    terms: zhTerms,
  },
  en: {
    causes: enCauses,
    checks: enChecks,
    devices: enDevices,
    problems: enProblems,
    requests: enRequests,
    terms: enTerms,
  },
} as const;

/** Texts of the terminal. */
export const TERMINAL_TEXTS = { 'zh-CN': zhCli, en: enCli } as const;
