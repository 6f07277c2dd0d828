import { Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import type { InspectionSummary } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { useSay } from '../../../language/wording-context.ts';
import { readableTime } from '../../assessment/assessment.ts';
import { percent } from '../session/CountsLine.tsx';
import { soundShareOf } from '../../../../../shared/domain/inspection/statistics.ts';
import { useTell, useTerm } from '../words.ts';

interface InspectionListProps {
  readonly list: readonly InspectionSummary[];
  readonly onOpen: (id: string) => void;
}

function Entry({ entry, onOpen }: { readonly entry: InspectionSummary; readonly onOpen: () => void }) {
  const tell = useTell();
  const term = useTerm();
  const say = useSay();
  const { state, period, number, counts, savedAt, decided, demo, seats } = entry;
  const share = soundShareOf(counts);
  return (
    <Paper component="li" withBorder style={{ listStyle: 'none' }}>
      <UnstyledButton w="100%" px="md" py="sm" mih={56} onClick={onOpen}>
        <Text fw={700}>
          {state === 'open'
            ? tell('home.goOn', { kind: term(`kind.${period.kind}`), period: period.label })
            : `${term(`kind.${period.kind}`)} ${period.label}`}
        </Text>
        <Group gap="md">
          <Text>{number}</Text>
          <Text fw={600}>{term(`state.${state}`)}</Text>
          {state === 'open' ? (
            <Text>{tell('home.progress', { said: counts.asked - counts.open, asked: counts.asked, seats })}</Text>
          ) : (
            share !== null && state === 'signed' && <Text>{tell('counts.share', { share: percent(share) })}</Text>
          )}
          {decided !== null && <Text fw={600}>{term(`conclusion.${decided}`)}</Text>}
          <Text c="#44506a">{tell('home.savedAt', { time: readableTime(savedAt).slice(0, 16) })}</Text>
          {demo && (
            <Text fw={700} c="#5c4400">
              {say('history.demo')}
            </Text>
          )}
        </Group>
      </UnstyledButton>
    </Paper>
  );
}

/** Inspections of this PC; those that wait to be gone on with come first. */
export function InspectionList({ list, onOpen }: InspectionListProps) {
  const tell = useTell();
  const open = list.filter(({ state }) => state === 'open');
  const ended = list.filter(({ state }) => state !== 'open');
  const part = (heading: string, entries: readonly InspectionSummary[]) =>
    entries.length > 0 && (
      <section aria-label={heading}>
        <Title order={3} mb="sm">
          {heading}
        </Title>
        <Stack gap="xs" component="ul" pl={0} m={0}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} onOpen={() => onOpen(entry.id)} />
          ))}
        </Stack>
      </section>
    );
  return (
    <>
      {part(tell('home.open'), open)}
      {part(tell('home.ended'), ended)}
    </>
  );
}
