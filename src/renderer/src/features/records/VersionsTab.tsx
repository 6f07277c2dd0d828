import { Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { VersionLine, VersionTable } from '../../../../shared/domain/version-table.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

const COLUMNS = ['product', 'found', 'required', 'verdict', 'since'] as const;

/** Installed versions against the published ones, from the newest check. */
export function VersionsTab() {
  const client = useClient();
  const t = useTexts('screen');
  /** Undefined while it is being read. */
  const [table, setTable] = useState<VersionTable | null | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const read = async () => {
      const answer = await client.versions.table();
      if (answer.ok) setTable(answer.value);
      else setProblem(answer.problem);
    };
    void read();
  }, [client]);

  return (
    <Stack gap="md">
      <Title order={2}>{t('versions.heading')}</Title>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {table === undefined && problem === null && <Text component="output">{t('history.loading')}</Text>}
      {table === null && <Text fz="lg">{t('versions.notChecked')}</Text>}
      {table != null && (
        <>
          <Text c="var(--color-text-secondary)">
            {t('versions.asOf', {
              time: formatTime(table.startedAt),
              version: table.publication.version,
              date: table.publication.date,
            })}
            {table.publication.demo && ` · ${t('publicationDemo')}`}
          </Text>
          <VersionChanges table={table} />
          {table.lines.length === 0 && <Text fz="lg">{t('versions.none')}</Text>}
          {table.lines.length > 0 && (
            <Paper withBorder p="sm">
              <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} aria-label={t('versions.heading')}>
                <Table verticalSpacing="sm">
                  <Table.Thead>
                    <Table.Tr>
                      {COLUMNS.map((column) => (
                        <Table.Th key={column} scope="col">
                          {t(`versions.${column}`)}
                        </Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {table.lines.map((line) => (
                      <VersionRow
                        key={`${line.product} ${line.subject} ${line.version?.source ?? ''}`}
                        line={line}
                        outcomeText={t(`terms:outcome.${line.outcome}`)}
                      />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </Paper>
          )}
        </>
      )}
    </Stack>
  );
}

/** Differences from the last run in which the station was ready or usable. */
function VersionChanges({ table }: { readonly table: VersionTable }) {
  const t = useTexts('screen');
  const { language } = useWording();
  const { lastGoodAt } = table;
  if (lastGoodAt === null) return <Text>{t('versions.noGoodRun')}</Text>;
  const nameOf = (name: VersionTable['gone'][number]['name']) => name[language];
  const version = (text: string) => (text === '' ? t('versions.notThere') : text);
  const changes = [
    ...table.lines
      .filter(({ before }) => before !== null)
      .map((line) =>
        t('versions.change', {
          product: nameOf(line.name),
          before: version(line.before ?? ''),
          now: version(line.version?.text ?? ''),
        }),
      ),
    ...table.gone.map((gone) =>
      t('versions.change', { product: nameOf(gone.name), before: gone.version, now: version('') }),
    ),
  ];
  return (
    <Paper withBorder p="md">
      <Title order={3}>{t('versions.changes', { time: formatTime(lastGoodAt) })}</Title>
      {changes.length === 0 && <Text>{t('versions.noChanges')}</Text>}
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Paper>
  );
}

interface VersionRowProps {
  readonly line: VersionLine;
  /** The outcome as text. */
  readonly outcomeText: string;
}

function VersionRow({ line, outcomeText }: VersionRowProps) {
  const t = useTexts('screen');
  const { language } = useWording();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={700}>
        {line.name[language]}
      </Table.Th>
      <Table.Td>
        <Text>{line.version?.text ?? t('versions.notTold')}</Text>
        {line.version !== null && (
          <Text c="var(--color-text-secondary)" fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {line.version.source}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {line.required === null || line.required === '*' ? t('versions.nothingRequired') : line.required}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <OutcomeIcon outcome={line.outcome} />
          <Text fw={700}>{outcomeText}</Text>
        </Group>
        {line.reason !== null && (
          <Text c="var(--color-text-secondary)" fz="sm">
            {line.reason[language]}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{formatTime(line.since)}</Table.Td>
    </Table.Tr>
  );
}
