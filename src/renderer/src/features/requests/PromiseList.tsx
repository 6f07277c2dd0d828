import type { PromiseSpan, WatchedPromise } from '../../../../shared/domain/service-terms.ts';
import { type TranslateIn, useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';
import { useNow } from './use-now.ts';

interface PromiseListProps {
  readonly promises: readonly WatchedPromise[];
  /** False: nobody has received the request, so that there are no deadlines. */
  readonly hasStarted: boolean;
}

/** What was promised, its deadline and its state: one line for each kind, what is past of it folded away. */
export function PromiseList({ promises, hasStarted }: PromiseListProps) {
  const t = useTexts('screen');
  const kinds = [...Map.groupBy(promises, ({ promise }) => promise).values()];
  return (
    <ul className="promises" aria-label={t('requests.record.promises')}>
      {kinds.map((same) => {
        const current = same.at(-1)!;
        const before = same.slice(0, -1);
        return (
          <li key={current.promise} data-state={current.state}>
            <PromiseItem promise={current} hasStarted={hasStarted} />
            {before.length > 0 && (
              <details>
                <summary>{t('requests.promise.before', { count: before.length })}</summary>
                <ul>
                  {before.map((promise) => (
                    <li key={promise.since}>
                      {`${formatTime(promise.due).slice(0, 16)} · ${t(`requests:terms.promiseState.${promise.state}`)}`}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function PromiseItem({
  promise,
  hasStarted,
}: Omit<PromiseListProps, 'promises'> & { readonly promise: WatchedPromise }) {
  const t = useTexts('screen');
  const { language } = useWording();
  const { certainty, reason, state, due, within } = promise;
  return (
    <>
      <p className="promise-name">
        {`${t(`requests:terms.promise.${promise.promise}`)} · ${t(`requests:terms.promiseState.${state}`)}`}
        {(state === 'open' || state === 'missed') && <Countdown promise={promise} />}
      </p>
      <p className="muted">
        {!hasStarted && within !== undefined
          ? t('requests.promise.fromReceipt', { span: formatWithin(within, t) })
          : t('requests.promise.due', { due: formatTime(due).slice(0, 16), reason: reason[language] })}
        {certainty !== 'official' && ` ${t(`requests:terms.certainty.${certainty}`)}`}
      </p>
    </>
  );
}

/** Time left to a deadline, or since it was missed. Nothing for a promise whose time does not run. */
export function Countdown({ promise }: { readonly promise: WatchedPromise }) {
  const t = useTexts('screen');
  const left = Date.parse(promise.due) - useNow();
  if (promise.state === 'not-started') return <span>{` · ${t('requests:terms.promiseState.not-started')}`}</span>;
  return (
    <span>{` · ${t(left >= 0 ? 'requests.promise.left' : 'requests.promise.over', { span: formatSpan(left, t) })}`}</span>
  );
}

/** What a rule gives: hours of service, or working days. */
export const formatWithin = (within: PromiseSpan, t: TranslateIn<'screen'>): string =>
  'hours' in within
    ? t('requests.span.serviceHours', { count: within.hours })
    : t('requests.span.workingDays', { count: within.workingDays });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as hours and minutes, from a day on as days and hours; never seconds. */
function formatSpan(milliseconds: number, t: TranslateIn<'screen'>): string {
  const span = Math.abs(milliseconds);
  if (span < MINUTE) return t('requests.span.now');
  if (span < HOUR) return t('requests.span.minutes', { minutes: Math.floor(span / MINUTE) });
  const hours = Math.floor((span % DAY) / HOUR);
  if (span < DAY) return t('requests.span.hours', { hours, minutes: Math.floor((span % HOUR) / MINUTE) });
  return t('requests.span.days', { days: Math.floor(span / DAY), hours });
}
