import { Button, FileButton, Group, List, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { AssetRegister } from '../../../../../shared/domain/inspection/lab-equipment.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { keyFromData } from '../../../../../shared/locales/text-keys.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { MAX_SMALL_FILE_BYTES, readUpload } from '../../../connection/files.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import { ResultIcon } from '../items/ResultIcon.tsx';
import type { SessionControl } from '../session/use-session.ts';

const COLUMNS = ['state', 'category', 'model', 'assetNumber', 'serial', 'expected', 'found', 'seats'] as const;

/** Equipment found in the lab against the school's asset register. */
export function AssetRegisterPanel({ control }: { readonly control: SessionControl }) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const wording = useWording();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { header, books: register, equipment } = control.session;
  const { id } = header;
  /** The category is the register's own word, which many have none of. */
  const columns = COLUMNS.filter(
    (column) => column !== 'category' || equipment.some(({ category }) => category !== ''),
  );
  const importFile = async (file: File | null) => {
    if (file === null) return;
    const upload = await readUpload(file, MAX_SMALL_FILE_BYTES);
    setProblem(
      upload.ok ? await control.renew(() => client.inspections.takeBooks({ id, ...upload.value })) : upload.problem,
    );
  };
  return (
    <section className="card">
      <Title order={3}>{t('books.heading')}</Title>
      <Text>
        {register === null
          ? t('books.none')
          : t('books.from', {
              file: register.fileName,
              rows: register.rows.length,
              skipped: omittedLines(register).length,
            })}
      </Text>
      {register !== null && <SkippedLines register={register} />}
      {register !== null && <Text c="var(--color-text-secondary)">{t('books.compared')}</Text>}
      <Group>
        <FileButton onChange={(file) => void importFile(file)} accept=".csv,.xlsx">
          {(props) => (
            <Button variant="default" {...props}>
              {t(register === null ? 'books.choose' : 'books.replace')}
            </Button>
          )}
        </FileButton>
        {register !== null && (
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
                {columns.map((column) => (
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
                  {columns.includes('category') && <Table.Td>{row.category}</Table.Td>}
                  <Table.Td>{row.model}</Table.Td>
                  <Table.Td>{row.assetNumber}</Table.Td>
                  <Table.Td>
                    {row.state === 'serial-differs'
                      ? t('books.bothSerials', { books: row.serialInBooks, found: row.serialFound })
                      : row.serialFound || row.serialInBooks}
                  </Table.Td>
                  <Table.Td>{register === null ? '—' : row.expected}</Table.Td>
                  <Table.Td>{row.found}</Table.Td>
                  <Table.Td>{wording.list(row.seats)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </section>
  );
}

/** Most lines that are listed one by one. */
const MAX_LISTED_LINES = 12;

/** Lines left out of the comparison; lines with a damaged number are compared. */
const omittedLines = ({ skipped }: AssetRegister): AssetRegister['skipped'] =>
  skipped.filter(({ code }) => !code.endsWith('-damaged-by-excel'));

/** Lines of the register that were not imported unchanged, by reason. */
function SkippedLines({ register }: { readonly register: AssetRegister }) {
  const t = useTexts('inspections');
  const { list } = useWording();
  const byReason = Map.groupBy(register.skipped, ({ code }) => code);
  if (byReason.size === 0 && register.otherSheets === undefined) return null;
  return (
    <List size="sm">
      {[...byReason].map(([code, lines]) => (
        <List.Item key={code}>
          {t(keyFromData(`books.told.${code}`), {
            lines: t(lines.length > MAX_LISTED_LINES ? 'books.manyLines' : 'books.lines', {
              lines: list(lines.slice(0, MAX_LISTED_LINES).map(({ line }) => String(line))),
              count: lines.length,
            }),
          })}
        </List.Item>
      ))}
      {register.otherSheets !== undefined && (
        <List.Item>{t('books.otherSheets', { sheets: list(register.otherSheets) })}</List.Item>
      )}
    </List>
  );
}
