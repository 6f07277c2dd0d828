import type { RunQuery } from './run-repository.ts';

/** A word that is looked for, with what is said by a text that has it in it. */
export interface SoughtWord {
  readonly text: string;
  /** `check outcome`: checks whose text for that outcome has it. */
  readonly findings: readonly string[];
  /** Ids of causes. */
  readonly causes: readonly string[];
  /** Ids of models of the device catalogue. */
  readonly models: readonly string[];
}

interface Conditions {
  readonly where: string;
  readonly values: readonly unknown[];
}

/** A column that is no JSON has nothing of what is asked for; it must not stop the search. */
const within = (column: string, condition: string) => `CASE WHEN json_valid(${column}) THEN ${condition} ELSE 0 END`;

const WORD = `(
  id LIKE ? ESCAPE '\\'
  OR ${within('station', "station ->> 'seat' LIKE ? ESCAPE '\\' OR station ->> 'lab' LIKE ? ESCAPE '\\'")}
  OR ${within(
    'devices',
    `EXISTS (SELECT 1 FROM json_each(devices) AS device
       WHERE device.value ->> 'model' IN (SELECT value FROM json_each(?))
         OR device.value ->> 'name' LIKE ? ESCAPE '\\' OR device.value ->> 'serial' LIKE ? ESCAPE '\\')`,
  )}
  OR EXISTS (SELECT 1 FROM findings
       WHERE run_id = runs.id AND outcome IN ('fail', 'warn', 'unknown')
         AND (cause IN (SELECT value FROM json_each(?)) OR check_id || ' ' || outcome IN (SELECT value FROM json_each(?))))
)`;

/** Signs that LIKE gives a meaning. */
const literal = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');

function valuesOf({ text, findings, causes, models }: SoughtWord): unknown[] {
  const anywhere = `%${literal(text)}%`;
  return [
    `${literal(text)}%`,
    anywhere,
    anywhere,
    JSON.stringify(models),
    anywhere,
    anywhere,
    JSON.stringify(causes),
    JSON.stringify(findings),
  ];
}

/** What is asked for as SQL with its values. */
export function conditionsOf({ words, verdicts, from, to }: RunQuery): Conditions {
  const parts: [string, readonly unknown[]][] = words.map((word) => [WORD, valuesOf(word)]);
  if (verdicts.length > 0) parts.push([`verdict IN (${verdicts.map(() => '?').join(', ')})`, verdicts]);
  if (from !== null) parts.push(['substr(started_at, 1, 10) >= ?', [from]]);
  if (to !== null) parts.push(['substr(started_at, 1, 10) <= ?', [to]]);
  return { where: ['1', ...parts.map(([part]) => part)].join(' AND '), values: parts.flatMap(([, values]) => values) };
}
