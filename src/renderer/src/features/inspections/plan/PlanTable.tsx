import { Button, Table, Text } from '@mantine/core';
import type { InspectionPlan, PlanEntry } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import { usePlanTexts } from './use-plan-texts.ts';

interface PlanTableProps {
  readonly plan: InspectionPlan;
  readonly onOpen: (id: string) => void;
}

/** Dark enough to be read on white; the words say the same. */
const COLOURS = {
  done: '#0d4a1f',
  'under-way': '#1c4f9c',
  due: '#8a3b00',
  missed: '#a61e1e',
  upcoming: '#44506a',
} as const satisfies Record<PlanEntry['state'], string>;

/** A row for each year, a column for each quarter or half-year. */
export function PlanTable({ plan: { entries, today }, onOpen }: PlanTableProps) {
  const planText = usePlanTexts();
  const columns =
    entries[0]?.period.kind === 'quarterly' ? (['Q1', 'Q2', 'Q3', 'Q4'] as const) : (['H1', 'H2'] as const);
  const byLabel = new Map(entries.map((entry) => [entry.period.label, entry]));
  const years = [...new Set(entries.map(({ period }) => period.label.slice(0, 4)))];
  return (
    <Table.ScrollContainer minWidth={columns.length * 170}>
      <Table withTableBorder withColumnBorders captionSide="top">
        <Table.Caption c="#44506a" ta="left">
          {planText('table')}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {(['', ...columns] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {column === '' ? planText('year') : planText(`column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {years.map((year) => (
            <Table.Tr key={year}>
              <Table.Th scope="row">{year}</Table.Th>
              {columns.map((column) => {
                const entry = byLabel.get(`${year}-${column}`);
                if (entry === undefined) return <Table.Td key={column}>{planText('none')}</Table.Td>;
                const { state, due, inspection, period } = entry;
                const current = period.from <= today && today <= period.to;
                return (
                  <Table.Td key={column} {...(current && { bg: '#eef3ff', 'aria-current': 'date' })}>
                    <Text fw={600} c={COLOURS[state]}>
                      {planText(`state.${state}`)}
                    </Text>
                    {state === 'upcoming' && <Text size="sm">{planText('dueFrom', { due })}</Text>}
                    {inspection !== null && inspection.finishedOn !== null && (
                      <Text size="sm">{planText('finishedOn', { date: inspection.finishedOn })}</Text>
                    )}
                    {inspection !== null && (
                      <Button variant="subtle" px={4} h="auto" mih={44} onClick={() => onOpen(inspection.id)}>
                        {planText('open', { number: inspection.number })}
                      </Button>
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
