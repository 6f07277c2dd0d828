import { Button } from '@mantine/core';
import IconPlugConnected from '@tabler/icons-react/icons/IconPlugConnected';
import { useEffect, useMemo, useRef } from 'react';
import { speedThatMatters } from '../../../../shared/answering-parts.ts';
import type { LiveState } from '../../../../shared/domain/check-run.ts';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { Outcome } from '../../../../shared/domain/finding.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { VerdictChip } from '../../components/VerdictChip.tsx';
import { HeadsetDrawing } from '../../drawings/HeadsetDrawing.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { typeset } from '../../language/typeset.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { lazyScreen } from '../../shell/lazy-screen.tsx';
import type { GoTo } from '../../shell/place.ts';
import { useSockets } from '../port-picture/use-sockets.ts';
import { isWorn } from '../../drawings/headset-form.ts';
import type { StationOnScreen } from '../settings/StationForm.tsx';
import { HomeCards } from './HomeCards.tsx';
import { useOutOfUse } from './out-of-use.ts';
import { useHomeSummary } from './use-home-summary.ts';
import { useLesson } from './use-lesson.tsx';

const PortPicture = lazyScreen(null, () => import('../port-picture/PortPicture.tsx'));

/** Outcomes of the check of the speed that are told before anything is pressed. */
const SLOW: ReadonlySet<Outcome> = new Set(['fail', 'warn']);

/** As they are written on the keyboard. */
const START_KEYS = ['Enter', 'F5'];

interface HomeViewProps {
  readonly live: LiveState | null;
  readonly station: StationOnScreen;
  readonly onStart: () => void;
  readonly onPlace: GoTo;
  /** What became of the check before, where it gave no verdict. */
  readonly notice: React.ReactNode;
}

/** The question of every morning, and what is known before anything is pressed. */
export function HomeView({ live, station, onStart, onPlace, notice }: HomeViewProps) {
  const t = useTexts('screen');
  const start = useStartKeys(onStart);
  const summary = useHomeSummary();
  const verdict = summary.lastRun?.verdict ?? null;
  const outOfUse = useOutOfUse(summary.plan);
  const isDoubtful = verdict === 'not-ready' || verdict === 'unknown';
  const lesson = useLesson(outOfUse?.title ?? (isDoubtful ? t(`terms:verdict.${verdict}`) : null));
  return (
    <div className="home">
      <section className="card hero" aria-labelledby="hero-question">
        <div className="hero-words">
          <p className="eyebrow">{t('home.eyebrow')}</p>
          <h2 id="hero-question" data-out-of-use={outOfUse !== null || undefined}>
            {outOfUse?.title ?? t('check.heading')}
          </h2>
          <p className="lead">{outOfUse?.reason ?? t('check.intro')}</p>
          <LiveChips live={live} />
          {notice}
          <div className="hero-notice">{lesson.notice}</div>
          <div className="hero-actions">
            <Button ref={start} className="start-check" onClick={onStart}>
              {t('check.start')}
            </Button>
            {lesson.button !== null && (
              <div className="hero-lesson">
                {lesson.button}
                {outOfUse === null && verdict !== null && <VerdictChip verdict={verdict} />}
              </div>
            )}
          </div>
          <p className="key-hint">
            {t('home.keys')}{' '}
            {START_KEYS.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </p>
        </div>
        <WhatIsWorn live={live} />
      </section>
      <Panel name="home-cards" title={t('home.cards')}>
        <HomeCards station={station} summary={summary} isInUse={outOfUse === null} onPlace={onPlace} />
      </Panel>
    </div>
  );
}

/** The button has the focus, so that Enter and Space start a check; F5 does everywhere on this screen, instead of a reload. */
function useStartKeys(onStart: () => void) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F5' || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      onStart();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onStart]);
  return button;
}

/** The PC and every headset at it; the outline of one where there is none. */
function WhatIsWorn({ live }: { readonly live: LiveState | null }) {
  const t = useTexts('screen');
  const sockets = useSockets(true);
  const worn = useMemo(() => live?.devices.filter(isWorn) ?? [], [live]);
  return (
    <figure className="hero-picture">
      {worn.length > 0 && sockets !== undefined ? (
        <Panel name="ports" title={t('ports.heading')}>
          <PortPicture
            assessment={{ devices: worn, usb: live?.usb?.devices ?? null }}
            problem={null}
            sockets={sockets}
            isThisPc
            action={null}
          />
        </Panel>
      ) : (
        live !== null && (
          <>
            <HeadsetDrawing form="tethered" absent />
            <figcaption>{t('home.noHeadset')}</figcaption>
          </>
        )
      )}
    </figure>
  );
}

function SpeedOf({ device }: { readonly device: RecognisedDevice }) {
  const t = useTexts('screen');
  const speed = speedThatMatters(device);
  return speed === null ? null : <small>{t(`devices:speedShort.${speed}`)}</small>;
}

/** What is connected this moment, and whether its speed is a fault. No verdict: that is what the button is for. */
function LiveChips({ live }: { readonly live: LiveState | null }) {
  const t = useTexts('screen');
  const { whatIsThere } = useWording();
  const speedOf = ({ subject }: RecognisedDevice) =>
    live?.findings?.find((it) => it.check === 'headset-usb-speed' && it.subject === subject)?.outcome ?? 'pass';
  return (
    <ul className="chips" aria-live="polite">
      {live === null ? (
        <li className="chip">{t('home.looking')}</li>
      ) : live.devices.length === 0 ? (
        <li className="chip">{t('devices.none')}</li>
      ) : (
        live.devices.map((device) => (
          <li key={device.subject} className="chip" data-connected data-outcome={speedOf(device)}>
            {SLOW.has(speedOf(device)) ? (
              <OutcomeIcon outcome={speedOf(device)} size={20} />
            ) : (
              <IconPlugConnected size={18} aria-hidden />
            )}
            {typeset(whatIsThere(device), [whatIsThere(device)])}
            <SpeedOf device={device} />
          </li>
        ))
      )}
    </ul>
  );
}
