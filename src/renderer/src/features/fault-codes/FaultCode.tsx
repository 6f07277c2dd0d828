import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useSay, useWording } from '../../language/wording-context.ts';
import { qrPath } from './qr-path.ts';

/** A fault code to read out, copy or scan. */
export function FaultCode({ code }: { readonly code: string }) {
  const say = useSay();
  const { t } = useWording();
  const { size, path } = useMemo(() => qrPath(code), [code]);
  return (
    <Group gap="md">
      <svg
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is a picture only by its role
        role="img"
        aria-label={say('faultCode.qr', { code })}
        viewBox={`0 0 ${size} ${size}`}
        width={112}
        height={112}
        shapeRendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <div>
        <Text c="#44506a">{t('terms:faultCode.code')}</Text>
        <Text ff="monospace" fz="lg" fw={700}>
          {code}
        </Text>
      </div>
    </Group>
  );
}
