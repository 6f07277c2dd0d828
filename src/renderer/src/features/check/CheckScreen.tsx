import { Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { Notice } from '../../components/Notice.tsx';
import type { LiveState } from '../../../../shared/domain/check-run.ts';
import { LESSON_PROBE_IDS, type LessonProbeId } from '../../../../shared/domain/probe-ids.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { AssessmentView } from '../assessment/AssessmentView.tsx';
import { type Assessment, assessmentOfLive, assessmentOfRun } from '../assessment/assessment.ts';
import { HomeView } from '../home/HomeView.tsx';
import type { GoTo } from '../../shell/place.ts';
import type { StationOnScreen } from '../settings/StationForm.tsx';
import type { CheckControl, CheckState, ProbeState } from './use-check.ts';

interface CheckScreenProps {
  readonly check: CheckControl;
  readonly live: LiveState | null;
  readonly station: StationOnScreen;
  readonly onPlace: GoTo;
}

/** After a check the screen follows plug events: the newer of stored run and live state is shown. */
function newest(state: CheckState, live: LiveState | null): Assessment | null {
  if (state.phase !== 'finished') return null;
  const stored = assessmentOfRun(state.run);
  const now = live === null || live.change === null ? null : assessmentOfLive(live, state.run);
  return now !== null && now.at > stored.at ? now : stored;
}

export function CheckScreen({ check, live, station, onPlace }: CheckScreenProps) {
  const t = useTexts('screen');
  const wording = useWording();
  const { state } = check;
  const assessment = newest(state, live);

  if (state.phase === 'running')
    return (
      <Stack align="center" gap="lg" pt="xl">
        <Title order={2}>{t('check.running')}</Title>
        <ProbeProgress probes={state.probes} />
        <Button variant="default" onClick={check.cancel}>
          {t('check.cancel')}
        </Button>
      </Stack>
    );

  if (assessment === null)
    return (
      <HomeView
        live={live}
        station={station}
        onStart={check.start}
        onPlace={onPlace}
        notice={
          <>
            {state.phase === 'cancelled' && <Text component="output">{t('check.cancelled')}</Text>}
            {state.phase === 'failed' && (
              <Notice tone="error" role="alert">
                {t('check.failed')}
              </Notice>
            )}
            <HotPlugNote live={live} />
          </>
        }
      />
    );

  const keeping = state.phase === 'finished' ? state.keeping : null;
  return (
    <Stack gap="md">
      {keeping !== null && keeping.kept !== 'database' && (
        <Notice tone="attention" role="alert">
          {keeping.kept === 'side-file'
            ? t('check.keptAside', { file: keeping.file })
            : t('check.notKept', { reason: wording.problem(keeping.problem).title })}
        </Notice>
      )}
      <HotPlugNote live={live} />
      <AssessmentView
        assessment={assessment}
        action={
          <Button size="xl" onClick={check.start}>
            {t('check.again')}
          </Button>
        }
      />
    </Stack>
  );
}

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

/** Says what was just plugged in or unplugged, and that recognition is still going on. */
function HotPlugNote({ live }: { readonly live: LiveState | null }) {
  const t = useTexts('screen');
  const { list } = useWording();
  if (live === null) return null;
  if (live.watching === 'unavailable') return <Text c="var(--color-text-secondary)">{t('check.liveUnavailable')}</Text>;
  const { attached = [], detached = [] } = live.change ?? {};
  const notes = [
    ...(attached.length > 0 ? [t('check.attached', { names: list(attached) })] : []),
    ...(detached.length > 0 ? [t('check.detached', { names: list(detached) })] : []),
    ...(live.settling ? [t('check.settling')] : []),
  ];
  return (
    <Text component="output" fw={600} mih="1.6em" className={live.settling ? 'pulse' : undefined}>
      {notes.join('　')}
    </Text>
  );
}
