import IconCheck from '@tabler/icons-react/icons/IconCheck';
import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import { useTexts } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';
import { trackerSteps } from './tracker-steps.ts';

/** How far a request has come, from filing to repair, with the times. */
export function DeliveryTracker({ record }: { readonly record: RequestRecord }) {
  const t = useTexts('screen');
  const steps = trackerSteps(record);
  return (
    <ol className="tracker" aria-label={t('requests.tracker.label')}>
      {steps.map(({ name, state, at, plannedFor }) => (
        <li key={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="tracker-mark">{state === 'done' && <IconCheck size={16} stroke={3} aria-hidden />}</span>
          <span className="tracker-name">
            {t(`requests.tracker.${name}`)}
            <span className="only-heard">{` ${t(`requests.tracker.state.${state}`)}`}</span>
          </span>
          <span className="tracker-time">
            {at !== null
              ? formatTime(at).slice(5, 16)
              : plannedFor !== null
                ? t('requests.tracker.planned', { time: formatTime(plannedFor).slice(5, 16) })
                : state === 'now'
                  ? t('requests.tracker.waiting')
                  : ''}
          </span>
        </li>
      ))}
    </ol>
  );
}
