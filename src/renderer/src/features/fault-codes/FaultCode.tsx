import { Group, Text } from '@mantine/core';
import { useSay, useWording } from '../../language/wording-context.ts';
import { QrPicture } from './QrPicture.tsx';

/** A fault code to read out, copy or scan. */
export function FaultCode({ code }: { readonly code: string }) {
  const say = useSay();
  const { t } = useWording();
  return (
    <Group gap="md">
      <QrPicture text={code} label={say('faultCode.qr', { code })} side={112} />
      <div>
        <Text c="#44506a">{t('terms:faultCode.code')}</Text>
        <Text ff="monospace" fz="lg" fw={700}>
          {code}
        </Text>
      </div>
    </Group>
  );
}
