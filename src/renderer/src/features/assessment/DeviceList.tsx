import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import { useSay, useWording } from '../../language/wording-context.ts';

/** Recognised devices in words: what the picture shows, for readers and for screen readers. */
export function DeviceList({ devices }: { readonly devices: readonly RecognisedDevice[] }) {
  const say = useSay();
  if (devices.length === 0) return <Text>{say('devices.none')}</Text>;
  return (
    <Stack gap="sm" component="ul" pl={0} m={0}>
      {devices.map((device) => (
        <DeviceItem key={device.subject} device={device} />
      ))}
    </Stack>
  );
}

function DeviceItem({ device }: { readonly device: RecognisedDevice }) {
  const say = useSay();
  const { t, deviceName, partNames, labelled } = useWording();
  const missing = device.parts.filter((part) => part.key === null).map((part) => part.role);
  const present = device.parts.filter((part) => part.key !== null).map((part) => part.role);
  const facts: readonly (readonly [TextKeyBelow<'screen:devices.'>, string | null])[] = [
    ['port', device.port],
    ['speed', device.speed === null ? null : t(`devices:speed.${device.speed}`)],
    ['serial', device.serial],
    ['mode', device.mode === null ? null : t(`devices:mode.${device.mode}`)],
    ['missing', missing.length === 0 ? null : partNames(missing)],
    ['parts', present.length < 2 ? null : partNames(present)],
  ];
  return (
    <Paper component="li" p="sm" withBorder style={{ listStyle: 'none' }}>
      <Group gap="xs">
        <Title order={4} fz="lg">
          {deviceName(device)}
        </Title>
        <Text c="#44506a">{t(`devices:kind.${device.kind}`)}</Text>
      </Group>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <Text
            key={name}
            style={{ overflowWrap: 'anywhere', ...(name === 'missing' && { color: '#b3261e', fontWeight: 700 }) }}
          >
            {labelled(say(`devices.${name}`), value)}
          </Text>
        ),
      )}
    </Paper>
  );
}
