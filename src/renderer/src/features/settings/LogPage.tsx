import './log.css';
import { useEffect, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import type { Language } from '../../../../shared/domain/language.ts';
import type { LogEntry } from '../../../../shared/domain/log-entry.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { keyFromData } from '../../../../shared/locales/text-keys.ts';
import { Loading } from '../../components/Loading.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { saveFile } from '../../connection/files.ts';
import { settleCall } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { i18n } from '../../language/texts.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

/** What failed of the program itself, newest first, for an engineer: looked through, and saved as a file. */
export default function LogPage() {
  const client = useClient();
  const t = useTexts('settings');
  const { language } = useWording();
  const [log, setLog] = useState<{ readonly entries: readonly LogEntry[]; readonly total: number } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sought, setSought] = useState('');

  useEffect(() => {
    let isShown = true;
    void settleCall(() => client.log.list()).then((read) => {
      if (!isShown) return;
      if (read.ok) setLog(read.value);
      setProblem(read.ok ? null : read.problem);
    });
    return () => void (isShown = false);
  }, [client]);

  const save = async () => {
    const file = await settleCall(() => client.log.exportFile());
    setProblem(file.ok ? null : file.problem);
    if (file.ok) saveFile(file.value);
  };

  const kindOf = ({ kind }: LogEntry) => wordOr('kind', kind, language);
  const shown = (log?.entries ?? []).filter((entry) => contains(entry, kindOf(entry), sought));
  return (
    <section className="card settings-card" aria-labelledby="log-heading">
      <h2 id="log-heading">{t('log.heading')}</h2>
      <p className="muted">{t('log.intro')}</p>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {log === null && problem === null && <Loading label={t('log.heading')} />}
      {log?.total === 0 && <p>{t('log.none')}</p>}
      {log !== null && log.total > 0 && (
        <>
          <div className="log-tools">
            <TextInput
              type="search"
              label={t('log.search')}
              value={sought}
              onChange={({ currentTarget: { value } }) => setSought(value)}
            />
            <Button variant="default" onClick={() => void save()}>
              {t('log.save')}
            </Button>
          </div>
          <output className="muted">{t('log.shown', { count: shown.length, total: log.total })}</output>
          <ol className="log-entries">
            {shown.map((entry, place) => (
              <LogLine key={`${entry.at} ${place}`} entry={entry} kind={kindOf(entry)} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function LogLine({ entry, kind }: { readonly entry: LogEntry; readonly kind: string }) {
  const { language } = useWording();
  const { at, version, where, message, stack, answer } = entry;
  const line = [wordOr('answer', answer, language), where, version].filter((part) => part !== '').join(' · ');
  return (
    <li>
      <p className="log-line">
        <time dateTime={at}>{formatTime(at).slice(0, 19)}</time>
        <strong>{kind}</strong>
        <span className="muted">{line}</span>
      </p>
      {message !== '' && stack === '' && <p className="log-message">{message}</p>}
      {stack !== '' && (
        <details>
          <summary className="log-message">{message === '' ? where : message}</summary>
          <pre>{stack}</pre>
        </details>
      )}
    </li>
  );
}

/** What another release wrote, and this one has no word for, is shown as it is. */
function wordOr(group: 'kind' | 'answer', value: string, lng: Language): string {
  const key = `settings:log.${group}.${value}`;
  return i18n.exists(key, { lng }) ? i18n.t(keyFromData(key), { lng }) : value;
}

const contains = ({ at, version, where, message, stack }: LogEntry, kind: string, sought: string): boolean => {
  const text = [kind, at, version, where, message, stack].join('\n').toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
