import { Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { Preview } from '../../../../shared/domain/request-record.ts';
import { type PreviewRow, previewRows } from '../../../../shared/preview-rows.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { ShowPersonal } from '../../components/ShowPersonal.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';

interface MessagePreviewProps {
  readonly preview: Preview;
  /** Requests the readable contact while it is masked. */
  readonly onShow?: (() => void) | null;
}

/** Exactly what will leave the PC, field by field; technical fields are folded away. */
export function MessagePreview({ preview, onShow = null }: MessagePreviewProps) {
  const t = useTexts('screen');
  const wording = useWording();
  // Personal fields come first, so that they are seen without scrolling.
  const rows = previewRows(preview.message, wording).toSorted((a, b) => Number(b.personal) - Number(a.personal));
  const goes =
    preview.channels.length === 0
      ? t('requests.preview.nowhere')
      : t('requests.preview.goes', { channels: wording.list(preview.channels.map(({ title }) => title)) });
  return (
    <Paper p="md" withBorder>
      <Stack gap="xs">
        {preview.clock !== undefined && <ProblemAlert problems={[preview.clock]} />}
        <Title order={3}>{t('requests.preview.heading')}</Title>
        <Text>{goes}</Text>
        {onShow !== null && rows.some(({ personal }) => personal) && <ShowPersonal what="contact" onShow={onShow} />}
        <Rows rows={rows.filter(({ technical }) => !technical)} />
        <details>
          <summary>{t('requests.preview.technical')}</summary>
          <Rows rows={rows.filter(({ technical }) => technical)} />
        </details>
      </Stack>
    </Paper>
  );
}

function Rows({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const t = useTexts('screen');
  return (
    <Table layout="fixed" verticalSpacing={6}>
      <Table.Tbody>
        {rows.map(({ path, label, value, personal }, position) => (
          // oxlint-disable-next-line react/no-array-index-key -- a field may occur twice with the same value
          <Table.Tr key={`${path} ${position}`}>
            <Table.Th scope="row" w="34%" fw={600} style={{ verticalAlign: 'top' }}>
              {label}
              {personal && (
                <Text fz="xs" c="var(--color-usable)">
                  {t('requests.preview.personal')}
                </Text>
              )}
            </Table.Th>
            <Table.Td style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
