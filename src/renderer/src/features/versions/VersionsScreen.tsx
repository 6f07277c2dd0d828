import { Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { VersionTable } from '../../../../shared/domain/version-table.ts';
import { useClient } from '../../connection/context.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import { Trouble } from '../../shell/Trouble.tsx';
import { readableTime } from '../assessment/assessment.ts';
import { VersionChanges } from './VersionChanges.tsx';
import { VersionRow } from './VersionRow.tsx';

const COLUMNS = ['product', 'found', 'required', 'verdict', 'since'] as const;

/** What is installed on this station against what is published, from the newest check. */
export function VersionsScreen() {
  const client = useClient();
  const say = useSay();
  const { t } = useWording();
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
      <Title order={2}>{say('versions.heading')}</Title>
      <Trouble problems={problem === null ? [] : [problem]} />
      {table === undefined && problem === null && <Text component="output">{say('history.loading')}</Text>}
      {table === null && <Text fz="lg">{say('versions.notChecked')}</Text>}
      {table != null && (
        <>
          <Text c="#44506a">
            {say('versions.asOf', {
              time: readableTime(table.startedAt),
              version: table.publication.version,
              date: table.publication.date,
            })}
            {table.publication.demo && ` · ${say('publicationDemo')}`}
          </Text>
          <VersionChanges table={table} />
          {table.lines.length === 0 && <Text fz="lg">{say('versions.none')}</Text>}
          {table.lines.length > 0 && (
            <Paper withBorder p="sm">
              <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} aria-label={say('versions.heading')}>
                <Table verticalSpacing="sm">
                  <Table.Thead>
                    <Table.Tr>
                      {COLUMNS.map((column) => (
                        <Table.Th key={column} scope="col">
                          {say(`versions.${column}`)}
                        </Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {table.lines.map((line) => (
                      <VersionRow
                        key={`${line.product} ${line.subject} ${line.version?.source ?? ''}`}
                        line={line}
                        word={t(`terms:outcome.${line.outcome}`)}
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
