import { Group, Table, Text } from '@mantine/core';
import type { VersionLine } from '../../../../shared/domain/version-table.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import { readableTime } from '../assessment/assessment.ts';
import { OutcomeIcon } from '../assessment/OutcomeIcon.tsx';

interface VersionRowProps {
  readonly line: VersionLine;
  /** The outcome in words. */
  readonly word: string;
}

export function VersionRow({ line, word }: VersionRowProps) {
  const say = useSay();
  const { language } = useWording();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={700}>
        {line.name[language]}
      </Table.Th>
      <Table.Td>
        <Text>{line.version?.text ?? say('versions.notTold')}</Text>
        {line.version !== null && (
          <Text c="#44506a" fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {line.version.source}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {line.required === null || line.required === '*' ? say('versions.nothingRequired') : line.required}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <OutcomeIcon outcome={line.outcome} />
          <Text fw={700}>{word}</Text>
        </Group>
        {line.reason !== null && (
          <Text c="#44506a" fz="sm">
            {line.reason[language]}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{readableTime(line.since)}</Table.Td>
    </Table.Tr>
  );
}
