import { Button, Loader, Stack, Text } from '@mantine/core';
import { Notice } from '../../components/Notice.tsx';
import { useEffect, useRef, useState } from 'react';
import type { CheckRun, LiveState } from '../../../../shared/domain/check-run.ts';
import { LESSON_PROBE_IDS, type LessonProbeId } from '../../../../shared/domain/probe-ids.ts';
import { usbIdOf } from '../../../../shared/domain/usb-id.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { AssessmentView, type AssessmentViewProps } from '../assessment/AssessmentView.tsx';
import { type Assessment, assessmentOfLive, assessmentOfRun } from '../assessment/assessment.ts';
import { HomeView } from '../home/HomeView.tsx';
import { useOutOfUse, usePlan } from '../home/out-of-use.ts';
import { useLesson } from '../home/use-lesson.tsx';
import type { GoTo } from '../../shell/place.ts';
import type { StationOnScreen } from '../settings/StationForm.tsx';
import type { CheckControl, ProbeState } from './use-check.ts';

interface CheckScreenProps {
  readonly check: CheckControl;
  readonly live: LiveState | null;
  readonly station: StationOnScreen;
  /** Id of the run whose result is shown; null for the first screen. */
  readonly opened: string | null;
  readonly onPlace: GoTo;
}

/** After a check the screen follows plug events: the newer of stored run and live state is shown. */
function newest(run: CheckRun, live: LiveState | null): Assessment {
  const stored = assessmentOfRun(run);
  const now = live === null || live.change === null ? null : assessmentOfLive(live, run);
  return now !== null && now.at > stored.at ? now : stored;
}

/** The first screen, a check under way, or its result. */
export function CheckScreen({ check, live, station, opened, onPlace }: CheckScreenProps) {
  const t = useTexts('screen');
  const wording = useWording();
  const { state } = check;
  const finished = state.phase === 'finished' ? state : null;
  useResultAddress(finished?.run.id ?? null, onPlace);
  const stored = useStoredRun(opened === finished?.run.id ? null : opened, onPlace);

  if (state.phase === 'running') return <RunningCheck probes={state.probes} onCancel={check.cancel} />;
  const run = opened === null ? null : opened === finished?.run.id ? finished.run : stored;
  if (run === null)
    return opened !== null ? null : (
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
            <HotPlugNote live={live} before={null} />
          </>
        }
      />
    );

  const keeping = finished?.run === run ? finished.keeping : null;
  return (
    <Stack gap="sm" flex={1}>
      {keeping !== null && keeping.kept !== 'database' && (
        <Notice tone="attention" role="alert">
          {keeping.kept === 'side-file'
            ? t('check.keptAside', { file: keeping.file })
            : t('check.notKept', { reason: wording.problem(keeping.problem).title })}
        </Notice>
      )}
      <ResultToday
        assessment={newest(run, live)}
        onCheck={check.start}
        before={finished?.run === run ? finished.before : null}
        canRecordSockets={live?.watching !== 'unavailable'}
        note={<HotPlugNote live={live} before={run} />}
      />
    </Stack>
  );
}

/** A result of this PC. Where the verdict lets a lesson begin, it can begin from here. */
function ResultToday(props: Omit<AssessmentViewProps, 'actions' | 'notice' | 'outOfUse'>) {
  const { verdict } = props.assessment;
  const outOfUse = useOutOfUse(usePlan());
  const lesson = useLesson(outOfUse?.title ?? null, true);
  const mayBegin = verdict === 'ready' || verdict === 'usable';
  return (
    <AssessmentView
      {...props}
      outOfUse={outOfUse}
      actions={mayBegin && lesson.button}
      notice={mayBegin && lesson.notice}
    />
  );
}

/** A result gets its address when it arrives, so that a reload comes back to it and Back leads to the first screen. */
function useResultAddress(run: string | null, onPlace: GoTo): void {
  const last = useRef(run);
  useEffect(() => {
    if (run !== null && run !== last.current) onPlace({ opened: run });
    last.current = run;
  }, [run, onPlace]);
}

/** The run of the address, after a reload. One that is not stored leads to the first screen. @param id null: nothing to read. */
function useStoredRun(id: string | null, onPlace: GoTo): CheckRun | null {
  const client = useClient();
  const [run, setRun] = useState<CheckRun | null>(null);
  useEffect(() => {
    if (id === null) return;
    const read = async () => {
      const answer = await client.runs.get({ id });
      if (answer.ok) setRun(answer.value);
      else onPlace({ opened: null });
    };
    read().catch(() => onPlace({ opened: null }));
  }, [client, id, onPlace]);
  return run?.id === id ? run : null;
}

function RunningCheck({ probes, onCancel }: { readonly probes: Probes; readonly onCancel: () => void }) {
  const t = useTexts('screen');
  const done = LESSON_PROBE_IDS.filter((id) => probes[id] !== 'waiting' && probes[id] !== 'started').length;
  return (
    <section className="card running-check">
      <h2>{t('check.running')}</h2>
      <progress max={LESSON_PROBE_IDS.length} value={done} aria-label={t('check.running')} />
      <ProbeProgress probes={probes} />
      <Button variant="default" onClick={onCancel}>
        {t('check.cancel')}
      </Button>
    </section>
  );
}

type Probes = Readonly<Record<LessonProbeId, ProbeState>>;

/** One line per probe: waiting, running, done or failed. */
export function ProbeProgress({ probes }: { readonly probes: Probes }) {
  const { t } = useWording();
  return (
    <ul className="probe-progress" aria-live="polite">
      {LESSON_PROBE_IDS.map((id) => {
        const state = probes[id];
        return (
          <li key={id} data-state={state}>
            <span>{t(`terms:probe.${id}`)}</span>
            <span className="probe-state">
              {state === 'started' && <Loader size="sm" aria-hidden />}
              {state === 'ok' && <OutcomeIcon outcome="pass" />}
              {(state === 'failed' || state === 'timeout' || state === 'unsupported') && (
                <OutcomeIcon outcome="unknown" />
              )}
              {t(`terms:probeState.${state}`)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface HotPlugNoteProps {
  readonly live: LiveState | null;
  /** The result that is shown with it; null on the first screen. */
  readonly before: CheckRun | null;
}

/** Says what was just plugged in or unplugged. Only recognised devices are named: the rest are names of parts. */
function HotPlugNote({ live, before }: HotPlugNoteProps) {
  const t = useTexts('screen');
  const { list, whatIsThere } = useWording();
  if (live === null) return null;
  if (live.watching === 'unavailable')
    return (
      <span className="hot-plug" data-unavailable>
        {t(before === null ? 'check.liveUnavailable' : 'check.checkAfterPlugging')}
      </span>
    );
  const { attached = [], detached = [] } = live.change ?? {};
  const usb = live.usb?.devices ?? [];
  const came = live.devices.filter(({ members }) =>
    usb.some((it) => members.includes(it.key) && attached.includes(it.product ?? usbIdOf(it))),
  );
  const here = new Set(live.devices.map(({ subject }) => subject));
  const gone = (before?.devices ?? []).filter(({ subject, port }) => port !== null && !here.has(subject));
  const notes = [
    ...(came.length > 0
      ? [t('check.attached', { names: list(came.map(whatIsThere)) })]
      : attached.length > 0
        ? [t('check.attachedOther')]
        : []),
    ...(detached.length === 0
      ? []
      : gone.length > 0
        ? [t('check.detached', { names: list(gone.map(whatIsThere)) })]
        : [t('check.detachedOther')]),
    ...(live.settling && before === null ? [t('check.settling')] : []),
  ];
  return <output className="hot-plug">{notes.join('　')}</output>;
}
