import { Button } from '@mantine/core';
import IconDownload from '@tabler/icons-react/icons/IconDownload';
import { useCallback, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { EVERY_RUN, type RunFilter } from '../../../../shared/domain/run-filter.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { saveFile } from '../../connection/files.ts';
import { useClient } from '../../connection/use-connection.ts';
import { EmptyRecordsDrawing } from '../../drawings/EmptyRecordsDrawing.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts } from '../../language/use-texts.ts';
import type { GoTo } from '../../shell/place.ts';
import { ComparedRunsDrawer } from './ComparedRunsDrawer.tsx';
import { RunFilters } from './RunFilters.tsx';
import { RunRow } from './RunRow.tsx';
import { SentTextDrop, SentTextResult, useSentText } from './SentText.tsx';
import { TrendStrip } from './TrendStrip.tsx';
import { useRuns } from './use-runs.ts';

interface RunsTabProps {
  readonly filter: RunFilter;
  readonly onFilter: (filter: RunFilter) => void;
  readonly onPlace: GoTo;
}

/** Stored checks: looked for, compared, exported; beside them how the seat did of late. */
export function RunsTab({ filter, onFilter, onPlace }: RunsTabProps) {
  const t = useTexts('records');
  const { runs, total, problem, loadMore } = useRuns(filter);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [comparing, setComparing] = useState(false);
  const sent = useSentText();
  const closeComparison = useCallback(() => setComparing(false), []);
  if (sent.run !== null) return <SentTextResult run={sent.run} onClose={sent.close} />;

  const choose = (id: string) =>
    setChosen((now) => (now.includes(id) ? now.filter((other) => other !== id) : [...now.slice(-1), id]));
  const isEverything = JSON.stringify(filter) === JSON.stringify(EVERY_RUN);
  const [one, other] = chosen;
  return (
    <div className="records">
      <section className="card records-main" aria-labelledby="records-heading">
        <header className="records-head">
          <h2 id="records-heading">{t('history.heading')}</h2>
          <span className="muted" aria-live="polite">
            {runs === null ? t('screen:history.loading') : t('list.count', { count: total })}
          </span>
          {total > 1 && <span className="muted">{t('list.compareHelp')}</span>}
          {total > 0 && <ExportButtons filter={filter} total={total} />}
        </header>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {runs !== null && total === 0 && isEverything ? (
          <div className="empty">
            <EmptyRecordsDrawing />
            <p className="empty-title">{t('history.empty')}</p>
            <p className="muted">{t('list.emptyHelp')}</p>
            <Button onClick={() => onPlace({ screen: 'check' })}>{t('list.toCheck')}</Button>
          </div>
        ) : (
          <RunFilters filter={filter} onFilter={onFilter} />
        )}
        {runs !== null && total === 0 && !isEverything && (
          <div className="empty">
            <EmptyRecordsDrawing />
            <p className="empty-title">{t('list.none')}</p>
            <p className="muted">{t('list.noneHelp')}</p>
          </div>
        )}
        <ul className="run-rows">
          {runs?.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              isChosen={chosen.includes(run.id)}
              onChoose={() => choose(run.id)}
              onOpen={() => onPlace({ opened: run.id })}
            />
          ))}
        </ul>
        {runs !== null && runs.length < total && (
          <Button variant="default" onClick={() => void loadMore()}>
            {t('screen:history.more')}
          </Button>
        )}
        {one !== undefined && (
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

/** Everything that is looked for in one file, not only what is on the screen. */
function ExportButtons({ filter, total }: { readonly filter: RunFilter; readonly total: number }) {
  const client = useClient();
  const t = useTexts('records');
  const [making, setMaking] = useState<'csv' | 'json' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState('');
  const make = async (format: 'csv' | 'json') => {
    setMaking(format);
    try {
      const file = await client.runs.exportFile({ filter, format });
      setProblem(file.ok ? null : file.problem);
      setDone(file.ok ? t('list.exported', { count: total, file: file.value.fileName }) : '');
      if (file.ok) saveFile(file.value);
    } finally {
      setMaking(null);
    }
  };
  return (
    <div className="records-export">
      <output className="muted">{done}</output>
      {(['csv', 'json'] as const).map((format) => (
        <Button
          key={format}
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={making === format}
          onClick={() => void make(format)}
        >
          {t(`list.${format}`)}
        </Button>
      ))}
      <ProblemAlert problems={problem === null ? [] : [problem]} />
    </div>
  );
}
