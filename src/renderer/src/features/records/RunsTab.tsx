import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { EVERY_RUN, type RunFilter } from '../../../../shared/domain/run-filter.ts';
import { Notice } from '../../components/Notice.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { EmptyRecordsDrawing } from '../../drawings/EmptyRecordsDrawing.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts } from '../../language/use-texts.ts';
import type { GoTo } from '../../shell/place.ts';
import { ComparedRunsDrawer } from './ComparedRunsDrawer.tsx';
import { RunFilters } from './RunFilters.tsx';
import { RunsExport } from './RunsExport.tsx';
import { RunRow } from './RunRow.tsx';
import { SentTextDrop, SentTextResult, useSentText } from './SentText.tsx';
import { TrendStrip } from './TrendStrip.tsx';
import { useRuns } from './use-runs.ts';

const minuteOf = ({ startedAt }: { readonly startedAt: string }): string => startedAt.slice(0, 16);

interface RunsTabProps {
  readonly filter: RunFilter;
  readonly onFilter: (filter: RunFilter) => void;
  readonly onPlace: GoTo;
  /** Shows what a fault code says. */
  readonly onFaultCode: (code: string) => void;
}

/** Stored checks: looked for, compared, exported; beside them how the seat did of late. */
export function RunsTab({ filter, onFilter, onPlace, onFaultCode }: RunsTabProps) {
  const t = useTexts('records');
  const { found, isSearching, problem, loadMore } = useRuns(filter);
  const total = found?.total ?? 0;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [comparing, setComparing] = useState(false);
  const sent = useSentText();
  const isFaultCode = useIsFaultCode(filter.words);
  const closeComparison = useCallback(() => setComparing(false), []);
  if (sent.run !== null) return <SentTextResult run={sent.run} onClose={sent.close} />;

  const choose = (id: string) =>
    setChosen((now) => (now.includes(id) ? now.filter((other) => other !== id) : [...now.slice(-1), id]));
  const isEverything = JSON.stringify(filter) === JSON.stringify(EVERY_RUN);
  const [one, other] = chosen;
  const minutes = (found?.runs ?? []).map(minuteOf);
  return (
    <div className="records">
      <section className="card records-main" aria-labelledby="records-heading">
        <header className="records-head">
          <h2 id="records-heading">{t('history.heading')}</h2>
          <span className="muted" aria-live="polite">
            {isSearching
              ? t('list.searching')
              : found === null
                ? t('screen:history.loading')
                : found.isMore
                  ? t('list.countMore', { counted: total })
                  : t('list.count', { count: total })}
          </span>
          {isSearching && <progress aria-label={t('list.searching')} />}
          {total > 1 && <span className="muted">{t('list.compareHelp')}</span>}
          {total > 0 && <RunsExport filter={filter} />}
        </header>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {found !== null && total === 0 && isEverything ? (
          <div className="empty">
            <EmptyRecordsDrawing />
            <p className="empty-title">{t('history.empty')}</p>
            <p className="muted">{t('list.emptyHelp')}</p>
            <Button onClick={() => onPlace({ screen: 'check' })}>{t('list.toCheck')}</Button>
          </div>
        ) : (
          <RunFilters filter={filter} onFilter={onFilter} />
        )}
        {isFaultCode && (
          <Notice
            tone="info"
            title={t('list.isFaultCode')}
            action={<Button onClick={() => onFaultCode(filter.words)}>{t('list.toFaultCode')}</Button>}
          />
        )}
        {found !== null && !isSearching && total === 0 && !isEverything && (
          <div className="empty">
            <EmptyRecordsDrawing />
            <p className="empty-title">{t('list.none')}</p>
            <p className="muted">{t('list.noneHelp')}</p>
          </div>
        )}
        <ul className="run-rows" aria-busy={isSearching}>
          {found?.runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              showsSeconds={minutes.filter((it) => it === minuteOf(run)).length > 1}
              isChosen={chosen.includes(run.id)}
              onChoose={() => choose(run.id)}
              onOpen={() => onPlace({ opened: run.id })}
            />
          ))}
        </ul>
        {found?.hasNext === true && (
          <Button variant="default" disabled={isSearching} onClick={() => void loadMore()}>
            {t('screen:history.more')}
          </Button>
        )}
        {one !== undefined && found !== null && total > 0 && (
          <div className="compare-bar">
            <span className="muted">{t(other === undefined ? 'list.chosen' : 'list.chosenTwo')}</span>
            <Button variant="default" disabled={other === undefined} onClick={() => setComparing(true)}>
              {t('list.compare')}
            </Button>
          </div>
        )}
      </section>
      <aside className="records-side">
        <Panel name="trend" title={t('trend.heading')}>
          <TrendStrip />
        </Panel>
        <SentTextDrop sent={sent} />
      </aside>
      {comparing && one !== undefined && other !== undefined && (
        <ComparedRunsDrawer one={one} other={other} onClose={closeComparison} />
      )}
    </div>
  );
}

/** What is looked for is a fault code: it is on no record, and has a page of its own. */
function useIsFaultCode(words: string): boolean {
  const client = useClient();
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (words === '') return undefined;
    client.codes
      .read({ code: words })
      .then((read) => isCurrent && read.ok && setCode(words))
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [client, words]);
  return code === words;
}
