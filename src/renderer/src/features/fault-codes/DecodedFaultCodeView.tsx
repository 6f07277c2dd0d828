import { Alert, Stack, Table, Text } from '@mantine/core';
import type { DecodedFaultCode } from '../../../../shared/domain/fault-code.ts';
import { wordFaultCode } from '../../../../shared/fault-code-words.ts';
import { useWording } from '../../language/wording-context.ts';

/** What a fault code says: not why, which only the record of that station knows. */
export function DecodedFaultCodeView({ decoded }: { readonly decoded: DecodedFaultCode }) {
  const wording = useWording();
  const { t, labelled } = wording;
  const { lines, why } = wordFaultCode(decoded, wording);
  return (
    <Stack gap="sm">
      {decoded.demo && (
        <Alert color="yellow" variant="outline" bg="white">
          <Text fw={700} c="#5c4400">
            {t('terms:faultCode.demo')}
          </Text>
        </Alert>
      )}
      <Text ff="monospace" fz="lg" fw={700}>
        {decoded.code}
      </Text>
      <Table variant="vertical" verticalSpacing="xs">
        <Table.Tbody>
          {lines.map(({ name, value }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w="30%" fw={400} bg="transparent" c="#44506a">
                {name}
              </Table.Th>
              <Table.Td fw={600}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {why !== null && <Text>{labelled(t('terms:faultCode.why'), why)}</Text>}
      <Text c="#44506a">{t('terms:faultCode.next')}</Text>
    </Stack>
  );
}
