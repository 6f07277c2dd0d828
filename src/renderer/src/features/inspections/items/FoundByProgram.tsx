import { Group, List, Stack, Text } from '@mantine/core';
import type { Cell } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { readableTime } from '../../assessment/assessment.ts';
import { useSaid, useTell, useTerm } from '../words.ts';
import { lookOf, ResultIcon } from './ResultIcon.tsx';

/** What the program found out by itself, when and in which check; or that it has nothing to go by. */
export function FoundByProgram({ cell: { automatic }, item }: { readonly cell: Cell; readonly item: ChecklistItem }) {
  const tell = useTell();
  const term = useTerm();
  const said = useSaid();
  const { kind } = item.method;
  if (automatic === null) {
    if (kind === 'automatic') return <Text fw={600}>{tell('item.noReading')}</Text>;
    return kind === 'books' ? <Text fw={600}>{tell('item.noBooks')}</Text> : null;
  }
  const { outcome, reason, at, run, findings } = automatic;
  return (
    <Stack gap={4} className="inspection-found">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <ResultIcon look={lookOf(automatic)} />
        <Text fw={600}>
          {tell('item.found', {
            outcome:
              reason === null
                ? term(`outcome.${outcome}`)
                : `${term(`outcome.${outcome}`)} · ${term(`reason.${reason}`)}`,
          })}
        </Text>
      </Group>
      {findings.length > 0 && (
        <List>
          {findings.map((finding) => (
            <List.Item key={`${finding.check} ${finding.subject}`}>{said(finding.said)}</List.Item>
          ))}
        </List>
      )}
      <Text c="#44506a" fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {run === null
          ? tell('item.foundInBooks', { time: readableTime(at) })
          : tell('item.foundBy', { time: readableTime(at), run: run.slice(-8) })}
      </Text>
    </Stack>
  );
}
