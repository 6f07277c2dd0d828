import { UnstyledButton } from '@mantine/core';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import IconTool from '@tabler/icons-react/icons/IconTool';
import type { CoveringRequest } from '../../../../shared/domain/request-record.ts';
import { useTexts } from '../../language/use-texts.ts';
import { stateWords } from '../requests/state-words.ts';
import { formatTime } from './assessment.ts';

interface ReportedChipProps {
  readonly request: CoveringRequest;
  readonly onOpen: () => void;
}

/** That a problem is known: the open request about it, and what the service desk last said. */
export function ReportedChip({ request: { number, state, received, appointment, news }, onOpen }: ReportedChipProps) {
  const t = useTexts('screen');
  return (
    <UnstyledButton className="reported" onClick={onOpen}>
      <IconTool size={20} aria-hidden />
      <span>
        <b>
          {t('requests.reported', {
            number,
            state: stateWords(t, { state, delivered: received }),
          })}
        </b>
        {appointment !== null && (
          <span>{t('requests.list.appointment', { time: formatTime(appointment).slice(5, 16) })}</span>
        )}
        {news !== null && <span>{news.text}</span>}
      </span>
      <IconChevronRight size={20} aria-hidden />
    </UnstyledButton>
  );
}
