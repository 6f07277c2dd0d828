import { List, Stack, Table, Text, Title } from '@mantine/core';
import { type Counts, soundText } from '../../../../../shared/domain/inspection/cell.ts';
import type { InspectionReport } from '../../../../../shared/domain/inspection/inspection-report.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { usePeriodName } from '../use-names.ts';

const FIGURES = ['asked', 'normal', 'abnormal', 'notInspected', 'notApplicable', 'open'] as const;
const CHANGES = ['appeared', 'solved', 'persisting'] as const;

interface FiguresProps {
  readonly counts: Counts;
  readonly report: InspectionReport | null;
}

/** Counts and the share in good order, and the comparison with the last period. */
export function Figures({ counts, report }: FiguresProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const periodName = usePeriodName();
  const share = soundText(counts);
  const comparison = report?.comparison ?? null;
  return (
    <Stack gap="sm">
      <Title order={4}>{t('figures.heading')}</Title>
      <div className="inspection-figures">
        <div>
          <Table maw={420} style={{ overflowWrap: 'anywhere' }}>
            <Table.Tbody>
              {FIGURES.map((figure) => (
                <Table.Tr key={figure}>
                  <Table.Th scope="row">{t(`figures.${figure}`)}</Table.Th>
                  <Table.Td>{counts[figure]}</Table.Td>
                </Table.Tr>
              ))}
              <Table.Tr>
                <Table.Th scope="row">{t('figures.share')}</Table.Th>
                <Table.Td>
                  <strong>{share === null || counts.open > 0 ? t('figures.shareLater') : share}</strong>
                </Table.Td>
              </Table.Tr>
            </Table.Tbody>
          </Table>
          <Text c="var(--color-text-secondary)">{t('figures.rule')}</Text>
        </div>
        <div>
          {comparison === null ? (
            <Text>{t('figures.first')}</Text>
          ) : (
            <>
              <Text fw={600}>
                {t('figures.previous', {
                  period: periodName(comparison.previous.label),
                  number: comparison.previous.number,
                  share: soundText(comparison.previous.counts) ?? '',
                  decided: term(`conclusion.${comparison.previous.decided}`),
                })}
              </Text>
              <List>
                {CHANGES.map((change) => (
                  <List.Item key={change}>
                    {t(`figures.${change}`, { count: comparison[change].length })}
                    {comparison[change].length > 0 && (
                      <List>
                        {comparison[change].map((one) => (
                          <List.Item
                            key={one.item}
                          >{`${term(`severity.${one.severity}`)} · ${localized(one.text)}`}</List.Item>
                        ))}
                      </List>
                    )}
                  </List.Item>
                ))}
              </List>
            </>
          )}
        </div>
      </div>
    </Stack>
  );
}
