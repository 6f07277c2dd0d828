import { Button, FileButton, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { useWording } from '../../../language/wording-context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { handedFile, MOST_OF_A_SMALL_FILE } from '../handed-file.ts';
import { ResultIcon } from '../items/ResultIcon.tsx';
import type { SessionControl } from '../session/use-session.ts';
import { useTell, useTerm } from '../words.ts';
import { BooksNotes, leftOut } from './BooksNotes.tsx';

const COLUMNS = ['state', 'category', 'model', 'assetNumber', 'serial', 'expected', 'found', 'seats'] as const;

/** Equipment found against the school's books. */
export function BooksPart({ control }: { readonly control: SessionControl }) {
  const client = useClient();
  const tell = useTell();
  const term = useTerm();
  const wording = useWording();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { header, books, equipment } = control.session;
  const { id } = header;
  const take = async (file: File | null) => {
    if (file === null) return;
    const handed = await handedFile(file, MOST_OF_A_SMALL_FILE);
    setProblem(
      handed.ok ? await control.renew(() => client.inspections.takeBooks({ id, ...handed.value })) : handed.problem,
    );
  };
  return (
    <Stack gap="sm">
      <Title order={3}>{tell('books.heading')}</Title>
      <Text>
        {books === null
          ? tell('books.none')
          : tell('books.from', { file: books.fileName, rows: books.rows.length, skipped: leftOut(books).length })}
      </Text>
      {books !== null && <BooksNotes books={books} />}
      {books !== null && <Text c="#44506a">{tell('books.compared')}</Text>}
      <Group>
        <FileButton onChange={(file) => void take(file)} accept=".csv,.xlsx">
          {(props) => (
            <Button variant="default" {...props}>
              {tell(books === null ? 'books.choose' : 'books.replace')}
            </Button>
          )}
        </FileButton>
        {books !== null && (
          <Button
            variant="default"
            onClick={() => void control.renew(() => client.inspections.removeBooks({ id })).then(setProblem)}
          >
            {tell('books.remove')}
          </Button>
        )}
      </Group>
      <Trouble problems={problem === null ? [] : [problem]} />
      {equipment.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled sideways by keyboard as well
        <section className="inspection-wide" tabIndex={0} aria-label={tell('books.heading')}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {COLUMNS.map((column) => (
                  <Table.Th key={column} scope="col">
                    {tell(`books.${column}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {equipment.map((row) => (
                <Table.Tr key={`${row.assetNumber} ${row.model} ${row.serialInBooks} ${row.serialFound}`}>
                  <Table.Th scope="row">
                    <Group gap={6} wrap="nowrap">
                      <ResultIcon
                        look={
                          row.state === 'agrees' ? 'normal' : row.state === 'cannot-tell' ? 'not-inspected' : 'abnormal'
                        }
                      />
                      <span>{term(`equipment.${row.state}`)}</span>
                    </Group>
                  </Table.Th>
                  <Table.Td>{row.category}</Table.Td>
                  <Table.Td>{row.model}</Table.Td>
                  <Table.Td>{row.assetNumber}</Table.Td>
                  <Table.Td>
                    {row.state === 'serial-differs'
                      ? tell('books.bothSerials', { books: row.serialInBooks, found: row.serialFound })
                      : row.serialFound || row.serialInBooks}
                  </Table.Td>
                  <Table.Td>{books === null ? '—' : row.expected}</Table.Td>
                  <Table.Td>{row.found}</Table.Td>
                  <Table.Td>{wording.list(row.seats)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </Stack>
  );
}
