import { type Counts, soundText } from '../../../../../shared/domain/inspection/cell.ts';
import { type InspectionReport, seatsNotInspected } from '../../../../../shared/domain/inspection/inspection-report.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { ResultIcon, type ResultLook } from '../items/ResultIcon.tsx';
import { usePeriodName } from '../use-names.ts';

const FIGURES = ['asked', 'normal', 'abnormal', 'notInspected', 'notApplicable', 'open'] as const;
const LOOK = {
  normal: 'normal',
  abnormal: 'abnormal',
  notInspected: 'not-inspected',
  notApplicable: 'not-applicable',
  open: 'open',
} as const satisfies Partial<Record<keyof Counts, ResultLook>>;
/** What the asked-for items have come to. */
const PARTS = ['normal', 'abnormal', 'notInspected', 'open'] as const;
/** So many are listed without being asked for. */
const FEW = 3;
const CHANGES = ['appeared', 'solved', 'persisting', 'notInspected'] as const;
const CHANGE_TEXT = {
  appeared: 'appeared',
  solved: 'solved',
  persisting: 'persisting',
  notInspected: 'notInspectedNow',
} as const;

interface FiguresProps {
  readonly counts: Counts;
  readonly report: InspectionReport | null;
}

/** Counts and the share in good order, and the comparison with the last period. */
export function Figures({ counts, report }: FiguresProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const periodName = usePeriodName();
  const share = soundText(counts);
  const comparison = report?.comparison ?? null;
  const isOpen = counts.open > 0 || share === null;
  return (
    <section className="card" aria-label={t('figures.heading')}>
      <div className="figure-hero">
        <span>{t(isOpen ? 'figures.answered' : 'figures.share')}</span>
        <strong>
          {isOpen ? t('progress.said', { said: counts.asked - counts.open, asked: counts.asked }) : share}
        </strong>
        {isOpen && <span>{t('figures.shareLater')}</span>}
        {report !== null && <Seats report={report} />}
      </div>
      <div className="figure-bar" aria-hidden="true">
        {PARTS.filter((part) => counts[part] > 0).map((part) => (
          <span key={part} className={`bar-${LOOK[part]}`} style={{ flexGrow: counts[part] }} />
        ))}
      </div>
      <dl className="figure-counts">
        {FIGURES.filter((figure) => figure !== 'open' || counts.open > 0).map((figure) => (
          <div key={figure}>
            <dt>
              {figure !== 'asked' && <ResultIcon look={LOOK[figure]} size={16} />}
              {t(`figures.${figure}`)}
            </dt>
            <dd>{counts[figure]}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{t('figures.rule')}</p>
      {comparison === null ? (
        <p className="muted">{t('figures.first')}</p>
      ) : (
        <>
          <p>
            {t('figures.previous', {
              period: periodName(comparison.previous.label),
              number: comparison.previous.number,
              share: soundText(comparison.previous.counts) ?? '',
              decided: term(`conclusion.${comparison.previous.decided}`),
            })}
          </p>
          {comparison.notInspected !== undefined && (
            <p>
              {t('figures.sum', {
                before: comparison.solved.length + comparison.persisting.length + comparison.notInspected.length,
                solved: comparison.solved.length,
                persisting: comparison.persisting.length,
                notInspected: comparison.notInspected.length,
              })}
            </p>
          )}
          <ul className="figure-changes">
            {CHANGES.filter((change) => changesIn(comparison, change).length > 0).map((change) => (
              <li key={change}>
                <details open={changesIn(comparison, change).length <= FEW}>
                  <summary>
                    {t(`figures.${CHANGE_TEXT[change]}`, { count: changesIn(comparison, change).length })}
                  </summary>
                  <ul>
                    {changesIn(comparison, change).map((one) => (
                      <li key={one.item}>{`${term(`severity.${one.severity}`)} · ${localized(one.text)}`}</li>
                    ))}
                  </ul>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type Compared = NonNullable<InspectionReport['comparison']>;

const changesIn = (comparison: Compared, change: (typeof CHANGES)[number]) => comparison[change] ?? [];

/** How many of the lab's seats the figures rest on. */
function Seats({ report }: { readonly report: InspectionReport }) {
  const t = useTexts('inspections');
  const count = report.stations.length;
  return <span>{t('figures.seats', { inspected: count - seatsNotInspected(report).length, count })}</span>;
}
