import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { VersionLine, VersionTable } from '../../../../shared/domain/version-table.ts';
import { rangeInWords, versionInWords } from '../../../../shared/range-words.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { EmptyRecordsDrawing } from '../../drawings/EmptyRecordsDrawing.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import type { GoTo } from '../../shell/place.ts';
import { formatTime } from '../assessment/assessment.ts';

const COLUMNS = ['product', 'found', 'required', 'verdict', 'since'] as const;

/** Installed versions against the published ones, from the newest check, in the words of the check. */
export function VersionsTab({ onPlace }: { readonly onPlace: GoTo }) {
  const client = useClient();
  const t = useTexts('records');
  /** Undefined while it is being read. */
  const [table, setTable] = useState<VersionTable | null | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const read = async () => {
      const answer = await client.versions.table();
      if (answer.ok) setTable(answer.value);
      else setProblem(answer.problem);
    };
    void read();
  }, [client]);

  return (
    <section className="card records-tab">
      <h2>{t('versions.heading')}</h2>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {table === undefined && problem === null && <output>{t('screen:history.loading')}</output>}
      {table === null && (
        <div className="empty">
          <EmptyRecordsDrawing />
          <p className="empty-title">{t('versions.notChecked')}</p>
          <Button onClick={() => onPlace({ screen: 'check' })}>{t('versions.toCheck')}</Button>
        </div>
      )}
      {table != null && <Versions table={table} />}
    </section>
  );
}

function Versions({ table }: { readonly table: VersionTable }) {
  const t = useTexts('records');
  const { language, labelled } = useWording();
  const sources = table.lines.flatMap(({ name, version }) =>
    version === null
      ? []
      : [labelled(name[language], version.source === USB_RELEASE ? t('versions.sourceUsb') : version.source)],
  );
  return (
    <>
      <p className="muted">
        {t('versions.asOf', {
          time: formatTime(table.startedAt).slice(0, 16),
          version: table.publication.version,
          date: table.publication.date,
        })}
        {table.publication.demo && ` · ${t('screen:publicationDemo')}`}
      </p>
      {table.lines.length === 0 && <p>{t('versions.none')}</p>}
      {table.lines.length > 0 && (
        // Focusable, so that it can be scrolled by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="wide-table" tabIndex={0} aria-label={t('versions.heading')}>
          <table>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {t(`versions.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.lines.map((line) => (
                <VersionRow
                  key={`${line.product} ${line.subject} ${line.version?.source ?? ''}`}
                  line={line}
                  devices={table.devices}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <VersionChanges table={table} />
      {sources.length > 0 && (
        <details>
          <summary>{t('versions.sources')}</summary>
          <ul>
            {sources.map((source) => (
              <li key={source}>{source}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What a version is called that is read from a USB descriptor. */
const USB_RELEASE = 'bcdDevice';

/** Differences from the last run in which the station was ready or usable. */
function VersionChanges({ table }: { readonly table: VersionTable }) {
  const t = useTexts('records');
  const { language } = useWording();
  const { lastGoodAt } = table;
  if (lastGoodAt === null) return <p className="muted">{t('versions.noGoodRun')}</p>;
  const version = (text: string) => (text === '' ? t('versions.notThere') : text);
  const changes = [
    ...table.lines
      .filter(({ before }) => before !== null)
      .map((line) =>
        t('versions.change', {
          product: line.name[language],
          before: version(line.before ?? ''),
          now: version(line.version?.text ?? ''),
        }),
      ),
    ...table.gone.map((gone) =>
      t('versions.change', { product: gone.name[language], before: gone.version, now: version('') }),
    ),
  ];
  return (
    <>
      <h3>{t('versions.changes', { time: formatTime(lastGoodAt).slice(0, 16) })}</h3>
      {changes.length === 0 ? (
        <p>{t('versions.noChanges')}</p>
      ) : (
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </>
  );
}

interface VersionRowProps {
  readonly line: VersionLine;
  readonly devices: VersionTable['devices'];
}

/** A product that a check says something about is shown as the check shows it. */
function VersionRow({ line, devices }: VersionRowProps) {
  const t = useTexts('records');
  const wording = useWording();
  const { finding } = line;
  const outcome = finding?.outcome ?? line.outcome;
  const isTrouble = outcome !== 'pass' && outcome !== 'not-applicable';
  const said = finding === null || !isTrouble ? null : wording.finding(finding, devices);
  const reason = said?.cause ?? line.reason?.[wording.language] ?? null;
  return (
    <tr>
      <th scope="row">{line.name[wording.language]}</th>
      <td>
        {line.version === null
          ? t('versions.notTold')
          : versionInWords({ text: line.version.text, day: line.day }, wording.t)}
      </td>
      <td>{line.required === null ? t('versions.nothingRequired') : rangeInWords(line.required, wording.t)}</td>
      <td>
        <span className="outcome">
          <OutcomeIcon outcome={outcome} />
          <b>{t(`terms:outcome.${outcome}`)}</b>
        </span>
        {said !== null && <div>{said.title}</div>}
        {reason !== null && <div className="muted">{reason}</div>}
      </td>
      <td>{formatTime(line.since).slice(0, 16)}</td>
    </tr>
  );
}
