import { Button, FileButton, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Books } from '../../../../../shared/domain/inspection/lab-equipment.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { readUpload, MAX_SMALL_FILE_BYTES } from '../../../connection/files.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { ResultIcon } from '../items/ResultIcon.tsx';
import type { SessionControl } from '../session/use-session.ts';
import { useTerms, useTexts, useWording } from '../../../language/use-texts.ts';

const COLUMNS = ['state', 'category', 'model', 'assetNumber', 'serial', 'expected', 'found', 'seats'] as const;

/** Equipment found against the school's books. */
export function AssetRegister({ control }: { readonly control: SessionControl }) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const wording = useWording();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { header, books, equipment } = control.session;
  const { id } = header;
  const take = async (file: File | null) => {
    if (file === null) return;
    const handed = await readUpload(file, MAX_SMALL_FILE_BYTES);
    setProblem(
      handed.ok ? await control.renew(() => client.inspections.takeBooks({ id, ...handed.value })) : handed.problem,
    );
  };
  return (
    <Stack gap="sm">
      <Title order={3}>{t('books.heading')}</Title>
      <Text>
        {books === null
          ? t('books.none')
          : t('books.from', { file: books.fileName, rows: books.rows.length, skipped: omittedLines(books).length })}
      </Text>
      {books !== null && <SkippedLines books={books} />}
      {books !== null && <Text c="#44506a">{t('books.compared')}</Text>}
      <Group>
        <FileButton onChange={(file) => void take(file)} accept=".csv,.xlsx">
          {(props) => (
            <Button variant="default" {...props}>
              {t(books === null ? 'books.choose' : 'books.replace')}
            </Button>
          )}
        </FileButton>
        {books !== null && (
          <Button
            variant="default"
            onClick={() => void control.renew(() => client.inspections.removeBooks({ id })).then(setProblem)}
          >
            {t('books.remove')}
          </Button>
        )}
      </Group>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {equipment.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled sideways by keyboard as well
        <section className="inspection-wide" tabIndex={0} aria-label={t('books.heading')}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {COLUMNS.map((column) => (
                  <Table.Th key={column} scope="col">
                    {t(`books.${column}`)}
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
                      ? t('books.bothSerials', { books: row.serialInBooks, found: row.serialFound })
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

/** Lines named one by one. */
const NAMED_LINES = 12;

/** Lines that are not in the list; those with a damaged number are. */
const omittedLines = ({ skipped }: Books): Books['skipped'] =>
  skipped.filter(({ code }) => !code.endsWith('-damaged-by-excel'));

/** What of the books was not taken as it stands, by reason. */
function SkippedLines({ books }: { readonly books: Books }) {
  const t = useTexts('inspections');
  const { list } = useWording();
  const byReason = Map.groupBy(books.skipped, ({ code }) => code);
  if (byReason.size === 0 && books.otherSheets === undefined) return null;
  return (
    <List size="sm">
      {[...byReason].map(([code, lines]) => (
        <List.Item key={code}>
          {t(`books.told.${code}`, {
            lines: t(lines.length > NAMED_LINES ? 'books.manyLines' : 'books.lines', {
              lines: list(lines.slice(0, NAMED_LINES).map(({ line }) => String(line))),
              count: lines.length,
            }),
          })}
        </List.Item>
      ))}
      {books.otherSheets !== undefined && (
        <List.Item>{t('books.otherSheets', { sheets: list(books.otherSheets) })}</List.Item>
      )}
    </List>
  );
}
