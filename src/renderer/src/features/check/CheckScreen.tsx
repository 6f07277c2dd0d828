import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { LiveState } from '../../../../shared/domain/check-run.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import { AssessmentView } from '../assessment/AssessmentView.tsx';
import { type Assessment, assessmentOfLive, assessmentOfRun } from '../assessment/assessment.ts';
import type { StationOnScreen } from '../station/station-on-screen.ts';
import { HotPlugNote } from './HotPlugNote.tsx';
import { ProbeProgress } from './ProbeProgress.tsx';
import type { CheckControl, CheckState } from './use-check.ts';

interface CheckScreenProps {
  readonly check: CheckControl;
  readonly live: LiveState | null;
  readonly station: StationOnScreen;
  readonly onSetUp: () => void;
}

/** After a check the screen follows the plugs: whatever is newer, the kept run or the live state, is shown. */
function newest(state: CheckState, live: LiveState | null): Assessment | null {
  if (state.phase !== 'finished') return null;
  const kept = assessmentOfRun(state.run);
  const now = live === null || live.change === null ? null : assessmentOfLive(live, state.run);
  return now !== null && now.at > kept.at ? now : kept;
}

export function CheckScreen({ check, live, station, onSetUp }: CheckScreenProps) {
  const say = useSay();
  const wording = useWording();
  const { state } = check;
  const assessment = newest(state, live);

  if (state.phase === 'running')
    return (
      <Stack align="center" gap="lg" pt="xl">
        <Title order={2}>{say('check.running')}</Title>
        <ProbeProgress probes={state.probes} />
        <Button variant="default" onClick={check.cancel}>
          {say('check.cancel')}
        </Button>
      </Stack>
    );

  if (assessment === null)
    return (
      <Stack align="center" gap="lg" pt={48}>
        <Title order={2}>{say('check.heading')}</Title>
        <Text fz="lg" ta="center" maw={640}>
          {say('check.intro')}
        </Text>
        <Button size="xl" h={132} miw={320} fz={36} radius={66} onClick={check.start}>
          {say('check.start')}
        </Button>
        {state.phase === 'cancelled' && <Text component="output">{say('check.cancelled')}</Text>}
        {state.phase === 'failed' && (
          <Alert color="red" variant="outline" bg="white" role="alert">
            {say('check.failed')}
          </Alert>
        )}
        <HotPlugNote live={live} />
        <Text c="#44506a">
          {live === null
            ? ''
            : live.devices.length === 0
              ? say('devices.none')
              : wording.list(live.devices.map(wording.deviceName))}
        </Text>
        {(station === null || station === 'unreadable') && (
          <Group>
            <Text>{station === null ? say('station.notSet') : say('station.unreadable')}</Text>
            <Button variant="default" onClick={onSetUp}>
              {say('station.setUp')}
            </Button>
          </Group>
        )}
      </Stack>
    );

  const keeping = state.phase === 'finished' ? state.keeping : null;
  return (
    <Stack gap="md">
      {keeping !== null && keeping.kept !== 'database' && (
        <Alert color="orange" variant="outline" bg="white" role="alert">
          {keeping.kept === 'side-file'
            ? say('check.keptAside', { file: keeping.file })
            : say('check.notKept', { reason: wording.problem(keeping.problem).title })}
        </Alert>
      )}
      <HotPlugNote live={live} />
      <AssessmentView
        assessment={assessment}
        action={
          <Button size="xl" onClick={check.start}>
            {say('check.again')}
          </Button>
        }
      />
    </Stack>
  );
}
