import { Group, Stack, Text } from '@mantine/core';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import { readableTime } from '../../assessment/assessment.ts';
import { QrPicture } from '../../fault-codes/QrPicture.tsx';
import { BOX } from '../sign/strokes.ts';
import { useTell, useTerm } from '../words.ts';

/** `a1b2c3d4 …`: as people compare it. */
const inGroups = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? hash;

/** What the paper prints to be checked by, and who signed. */
export function SealPart({ record: { seal, signatures, position, qr } }: { readonly record: InspectionRecord }) {
  const tell = useTell();
  const term = useTerm();
  return (
    <Group align="flex-start" gap="xl">
      <QrPicture text={qr} label={tell('record.qr', { number: seal.number })} side={200} />
      <Stack gap={4} flex="1 1 18rem">
        <Text>{tell('record.signedAt', { time: readableTime(seal.signedAt), position })}</Text>
        <Text>{tell('record.sha256')}</Text>
        <Text ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {inGroups(seal.sha256)}
        </Text>
        <Text style={{ overflowWrap: 'anywhere' }}>{tell('record.key', { key: seal.keyId })}</Text>
        {signatures.map(({ role, name, method, strokes }) => (
          <div key={role}>
            <Text fw={600}>
              {tell('record.signature', {
                role: term(`role.${role}`),
                name,
                method: term(`signatureMethod.${method}`),
              })}
            </Text>
            {strokes !== null && (
              <svg
                viewBox={`0 0 ${BOX.width} ${BOX.height}`}
                className="signature-picture"
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is a picture only by its role
                role="img"
                aria-label={tell('record.drawn', { role: term(`role.${role}`) })}
              >
                <path d={strokes} />
              </svg>
            )}
          </div>
        ))}
      </Stack>
    </Group>
  );
}
