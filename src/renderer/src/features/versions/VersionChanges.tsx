import { Paper, Text, Title } from '@mantine/core';
import type { VersionTable } from '../../../../shared/domain/version-table.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import { readableTime } from '../assessment/assessment.ts';

/** What is different from the last run with which a lesson could be taught. */
export function VersionChanges({ table }: { readonly table: VersionTable }) {
  const say = useSay();
  const { language } = useWording();
  const { lastGoodAt } = table;
  if (lastGoodAt === null) return <Text>{say('versions.noGoodRun')}</Text>;
  const nameOf = (name: VersionTable['gone'][number]['name']) => name[language];
  const version = (text: string) => (text === '' ? say('versions.notThere') : text);
  const changes = [
    ...table.lines
      .filter(({ before }) => before !== null)
      .map((line) =>
        say('versions.change', {
          product: nameOf(line.name),
          before: version(line.before ?? ''),
          now: version(line.version?.text ?? ''),
        }),
      ),
    ...table.gone.map((gone) =>
      say('versions.change', { product: nameOf(gone.name), before: gone.version, now: version('') }),
    ),
  ];
  return (
    <Paper withBorder p="md">
      <Title order={3}>{say('versions.changes', { time: readableTime(lastGoodAt) })}</Title>
      {changes.length === 0 && <Text>{say('versions.noChanges')}</Text>}
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Paper>
  );
}
