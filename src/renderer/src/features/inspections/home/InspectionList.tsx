import { Group, Text, Title, UnstyledButton } from '@mantine/core';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import { soundText } from '../../../../../shared/domain/inspection/cell.ts';
import type { RectificationCounts } from '../../../../../shared/domain/inspection/rectification.ts';
import type { InspectionSummary } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';
import { pendingWords } from '../plan/last-inspection.ts';
import { usePeriodName } from '../use-names.ts';

interface InspectionListProps {
  readonly heading: string;
  readonly list: readonly InspectionSummary[];
  /** What is still to be done about signed ones, by id; what is not known is left out. */
  readonly tracked?: ReadonlyMap<string, RectificationCounts>;
  readonly onOpen: (id: string) => void;
}

interface EntryProps {
  readonly entry: InspectionSummary;
  readonly counts: RectificationCounts | undefined;
  readonly onOpen: () => void;
}

function Entry({ entry, counts: tracked, onOpen }: EntryProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const periodName = usePeriodName();
  const { state, period, number, counts, savedAt, decided, demo, seats } = entry;
  const share = soundText(counts);
  const { list, t: translate } = useWording();
  const pending = tracked === undefined ? '' : list(pendingWords(tracked, translate));
  return (
    <li>
      <UnstyledButton className="inspection-entry" onClick={onOpen}>
        <Text fw={700} className="capital">
          {state === 'open'
            ? t('home.goOn', { kind: term(`kind.${period.kind}`), period: periodName(period.label) })
            : t('session.heading', { kind: term(`kind.${period.kind}`), period: periodName(period.label) })}
        </Text>
        <Group gap="md">
          <Text>{number}</Text>
          <Text fw={600}>{term(`state.${state}`)}</Text>
          {state === 'open' ? (
            <Text>{t('home.progress', { said: counts.asked - counts.open, asked: counts.asked, seats })}</Text>
          ) : (
            share !== null && state === 'signed' && <Text>{t('counts.share', { share })}</Text>
          )}
          {decided !== null && <Text fw={600}>{term(`conclusion.${decided}`)}</Text>}
          {pending !== '' && <Text fw={600}>{pending}</Text>}
          <Text c="var(--color-text-secondary)">{t('home.savedAt', { time: formatTime(savedAt).slice(0, 16) })}</Text>
          {demo && (
            <Text fw={700} c="var(--color-usable)">
              {t('screen:history.demo')}
            </Text>
          )}
        </Group>
        <IconChevronRight size={22} aria-hidden className="inspection-entry-go" />
      </UnstyledButton>
    </li>
  );
}

/** Some of the inspections of this PC under a heading. */
export function InspectionList({ heading, list, tracked, onOpen }: InspectionListProps) {
  if (list.length === 0) return null;
  return (
    <section aria-label={heading}>
      <Title order={3} mb="sm">
        {heading}
      </Title>
      <ul className="inspection-entries">
        {list.map((entry) => (
          <Entry key={entry.id} entry={entry} counts={tracked?.get(entry.id)} onOpen={() => onOpen(entry.id)} />
        ))}
      </ul>
    </section>
  );
}
