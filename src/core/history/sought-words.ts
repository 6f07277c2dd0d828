import type { Outcome } from '../../shared/domain/finding.ts';
import { keyFromData } from '../../shared/locales/text-keys.ts';
import type { Wording } from '../../shared/wording.ts';
import { ALL_CHECKS } from '../checks/list.ts';
import { RUNNER_CAUSES } from '../checks/run-checks.ts';
import type { Publication } from '../published/publication.ts';
import type { SoughtWord } from '../store/run-conditions.ts';

const TROUBLES = ['fail', 'warn', 'unknown'] as const satisfies readonly Outcome[];
const MOST_WORDS = 8;

/**
 * What is stored are keys, what people type are words of their language: for each word the keys whose text has it in it. Values that a
 * text takes from a finding are not looked through.
 */
export function soughtWords(words: string, wording: Wording, { models }: Publication['catalogue']): SoughtWord[] {
  const { t, modelName, cause } = wording;
  const raw = { skipInterpolation: true };
  return words
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((text) => {
      const sought = text.toLowerCase();
      const has = (said: string) =>
        said
          .replaceAll(/\{\{.*?\}\}/g, ' ')
          .toLowerCase()
          .includes(sought);
      return {
        text,
        findings: ALL_CHECKS.flatMap(({ id }) =>
          TROUBLES.filter((outcome) => has(`${t(`checks:${id}.name`)} ${t(`checks:${id}.${outcome}`, raw)}`)).map(
            (outcome) => `${id} ${outcome}`,
          ),
        ),
        causes: [...new Set([...ALL_CHECKS.flatMap(({ causes }) => causes), ...RUNNER_CAUSES])].filter((id) =>
          has(`${cause(id, {}).cause} ${titleOf(id, wording)}`),
        ),
        models: [...models.values()]
          .filter(({ id, name }) => has(`${modelName(id, name)} ${name}`))
          .map(({ id }) => id),
      };
    });
}

/** Some causes bring a title of their own; i18next answers with the key where there is none. */
function titleOf(id: string, { t }: Wording): string {
  const key = `causes:${id}.title`;
  const title = t(keyFromData(key), { skipInterpolation: true });
  return key.endsWith(title) ? '' : title;
}
