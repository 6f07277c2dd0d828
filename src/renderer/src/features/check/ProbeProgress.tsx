import { Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { LESSON_PROBE_IDS, type LessonProbeId } from '../../../../shared/domain/probe-ids.ts';
import { useWording } from '../../language/wording-context.ts';
import { OutcomeIcon } from '../assessment/OutcomeIcon.tsx';
import type { ProbeState } from './use-check.ts';

/** One line per probe: waiting, running, done or failed. */
export function ProbeProgress({ probes }: { readonly probes: Readonly<Record<LessonProbeId, ProbeState>> }) {
  const { t } = useWording();
  return (
    <Stack component="output" gap="sm" w="100%" maw={520} aria-live="polite">
      {LESSON_PROBE_IDS.map((id) => {
        const state = probes[id];
        return (
          <Paper key={id} p="md" withBorder>
            <Group justify="space-between">
              <Text fz="lg">{t(`terms:probe.${id}`)}</Text>
              <Group gap="xs">
                {state === 'started' && <Loader size="sm" aria-hidden />}
                {state === 'ok' && <OutcomeIcon outcome="pass" />}
                {(state === 'failed' || state === 'timeout' || state === 'unsupported') && (
                  <OutcomeIcon outcome="unknown" />
                )}
                <Text>{t(`terms:probeState.${state}`)}</Text>
              </Group>
            </Group>
          </Paper>
        );
      })}
    </Stack>
  );
}
