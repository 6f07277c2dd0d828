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

type Part = readonly [sql: string, values: readonly unknown[]];

/** Signs that LIKE gives a meaning. */
const literal = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');

/** As it is within JSON: a value has a word in it only where the text of its column has this in it. */
const asStored = (text: string) => JSON.stringify(text).slice(1, -1);

const anyOf = (parts: readonly Part[]): Part => [
  `(${parts.map(([sql]) => sql).join(' OR ')})`,
  parts.flatMap(([, values]) => values),
];

/**
 * Parsing JSON is slow: only what the text of the column can answer is parsed. A column that is no JSON has nothing of what is asked
 * for; it must not stop the search.
 */
const within = (column: string, [possible, sought]: Part, [exact, values]: Part): Part => [
  `CASE WHEN NOT ${possible} THEN 0 WHEN json_valid(${column}) THEN ${exact} ELSE 0 END`,
  [...sought, ...values],
];

function wordCondition({ text, findings, causes, models }: SoughtWord): Part {
  const anywhere = `%${literal(text)}%`;
  const inText = (column: string): Part => [`${column} LIKE ? ESCAPE '\\'`, [`%${literal(asStored(text))}%`]];
  const parts: Part[] = [
    ["id LIKE ? ESCAPE '\\'", [`${literal(text)}%`]],
    within('station', anyOf([inText("coalesce(station, '')")]), [
      "(station ->> 'seat' LIKE ? ESCAPE '\\' OR station ->> 'lab' LIKE ? ESCAPE '\\')",
      [anywhere, anywhere],
    ]),
    within('devices', anyOf([inText('devices'), ...models.map((id): Part => ['instr(devices, ?)', [asStored(id)]])]), [
      `EXISTS (SELECT 1 FROM json_each(devices) AS device
          WHERE device.value ->> 'model' IN (SELECT value FROM json_each(?))
            OR device.value ->> 'name' LIKE ? ESCAPE '\\' OR device.value ->> 'serial' LIKE ? ESCAPE '\\')`,
      [JSON.stringify(models), anywhere, anywhere],
    ]),
  ];
  // Without any text that has the word in it the findings, most of what is stored, are not read.
  if (findings.length + causes.length > 0)
    parts.push([
      `EXISTS (SELECT 1 FROM findings
         WHERE run_id = runs.id AND outcome IN ('fail', 'warn', 'unknown')
           AND (cause IN (SELECT value FROM json_each(?)) OR check_id || ' ' || outcome IN (SELECT value FROM json_each(?))))`,
      [JSON.stringify(causes), JSON.stringify(findings)],
    ]);
  return anyOf(parts);
}

/** What is asked for as SQL with its values; what is quick to tell comes first. */
export function conditionsOf({ words, verdicts, from, to }: RunQuery): Conditions {
  const parts: Part[] = [];
  if (verdicts.length > 0) parts.push([`verdict IN (${verdicts.map(() => '?').join(', ')})`, verdicts]);
  if (from !== null) parts.push(['substr(started_at, 1, 10) >= ?', [from]]);
  if (to !== null) parts.push(['substr(started_at, 1, 10) <= ?', [to]]);
  parts.push(...words.map(wordCondition));
  return { where: ['1', ...parts.map(([part]) => part)].join(' AND '), values: parts.flatMap(([, values]) => values) };
}
