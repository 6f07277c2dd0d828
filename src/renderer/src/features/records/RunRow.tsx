import { Checkbox, UnstyledButton } from '@mantine/core';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import type { RunSummary } from '../../../../shared/contract.ts';
import { VerdictChip } from '../../components/VerdictChip.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

interface RunRowProps {
  readonly run: RunSummary;
  /** Another check began in the same minute. */
  readonly showsSeconds: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}

/** One stored check: when, how it ended, what was connected. */
export function RunRow({ run, showsSeconds, isChosen, onChoose, onOpen }: RunRowProps) {
  const t = useTexts('records');
  const { list, deviceName } = useWording();
  const time = formatTime(run.startedAt).slice(0, showsSeconds ? 19 : 16);
  return (
    <li className="run-row">
      <Checkbox
        className="run-choice"
        size="md"
        aria-label={t('list.choose', { time })}
        checked={isChosen}
        onChange={onChoose}
      />
      <UnstyledButton className="run-open" onClick={onOpen}>
        <span className="run-time">{time}</span>
        <VerdictChip verdict={run.verdict} />
        <span className="run-what">
          <span className="run-devices">
            {run.devices.length === 0 ? t('screen:devices.none') : list(run.devices.map(deviceName))}
          </span>
          <span className="muted">
            {run.problems === 0 ? t('list.noProblems') : t('list.problems', { count: run.problems })}
            {run.seat !== null && ` · ${t('list.seat', { seat: run.seat })}`}
          </span>
        </span>
        {run.demo && <span className="demo-mark">{t('screen:history.demo')}</span>}
        <IconChevronRight size={20} aria-hidden />
      </UnstyledButton>
    </li>
  );
}
