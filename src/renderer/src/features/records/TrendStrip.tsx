import { UnstyledButton } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { RunTrend } from '../../../../shared/contract.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { countDays, trendDays } from './trend.ts';

const SPANS = [30, 90] as const;
const HEIGHT = 24;
const WIDTH = 300;

/** How this seat did day by day: by colour, in words, and as a table. */
export function TrendStrip() {
  const client = useClient();
  const t = useTexts('records');
  const wording = useWording();
  const label = useId();
  const [span, setSpan] = useState<(typeof SPANS)[number]>(SPANS[0]);
  const [trend, setTrend] = useState<RunTrend | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    const read = async () => {
      const answer = await client.runs.trend({ days: span }, { signal: ending.signal });
      if (!ending.signal.aborted && answer.ok) setTrend(answer.value);
    };
    // The list beside it says what is wrong with the database.
    read().catch(() => undefined);
    return () => ending.abort();
  }, [client, span]);

  const days = trend === null ? [] : trendDays(trend);
  const checked = days.filter(({ worst }) => worst !== null);
  const parts = countDays(days).map(({ verdict, count }) =>
    t('trend.part', { verdict: t(`terms:verdict.${verdict}`), count }),
  );
  const summary =
    trend === null
      ? ''
      : checked.length === 0
        ? t('trend.none')
        : t('trend.summary', { from: trend.from, to: trend.to, count: checked.length, parts: wording.list(parts) });
  const step = days.length === 0 ? 0 : WIDTH / days.length;
  return (
    <section className="card trend" aria-labelledby={label}>
      <header className="trend-head">
        <h3 id={label}>{t('trend.heading')}</h3>
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset would need a legend beside the heading */}
        <div className="trend-spans" role="group" aria-label={t('trend.daysLabel')}>
          {SPANS.map((one) => (
            <UnstyledButton key={one} className="page-tab" aria-pressed={one === span} onClick={() => setSpan(one)}>
              {t('trend.days', { days: one })}
            </UnstyledButton>
          ))}
        </div>
      </header>
      <svg
        className="trend-strip"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is a picture only by its role
        role="img"
        aria-label={summary === '' ? t('trend.heading') : summary}
      >
        {days.map(({ day, worst, count }, index) => {
          return (
            <rect
              key={day}
              className="trend-day"
              data-tone={worst ?? undefined}
              x={index * step + step * 0.1}
              y={worst === null ? HEIGHT / 3 : 0}
              width={step * 0.8}
              height={worst === null ? HEIGHT / 3 : HEIGHT}
            >
              <title>
                {worst === null ? day : t('trend.dayTitle', { day, verdict: t(`terms:verdict.${worst}`), count })}
              </title>
            </rect>
          );
        })}
      </svg>
      {trend !== null && (
        <p className="trend-ends muted" aria-hidden>
          <span>{trend.from.slice(5)}</span>
          <span>{trend.to.slice(5)}</span>
        </p>
      )}
      <p className="muted">{summary}</p>
      {checked.length > 0 && (
        <details>
          <summary>{t('trend.table')}</summary>
          <p className="muted">{t('trend.worst')}</p>
          <table className="trend-table">
            <thead>
              <tr>
                {(['dayColumn', 'verdictColumn', 'countColumn'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`trend.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {checked.toReversed().map(({ day, worst, count }) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  <td>{t(`terms:verdict.${worst!}`)}</td>
                  <td>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
