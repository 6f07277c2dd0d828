import { type ReactNode, useState } from 'react';
import type { PcSocket } from '../../src/shared/domain/pc-sockets.ts';
import { type ProblemGroup, problemsOf } from '../../src/shared/summarize-findings.ts';
import type { Assessment } from '../../src/renderer/src/features/assessment/assessment.ts';
import { ProblemStepper } from '../../src/renderer/src/features/assessment/ProblemStepper.tsx';
import { ReportedChip } from '../../src/renderer/src/features/assessment/ReportedChip.tsx';
import PortPicture from '../../src/renderer/src/features/port-picture/PortPicture.tsx';
import { useTexts } from '../../src/renderer/src/language/use-texts.ts';
import { ASSESSMENTS } from './assessments.ts';
import { GALLERY_WORLDS } from './worlds.ts';

const firstProblem = ({ findings }: Assessment): ProblemGroup | null => problemsOf(findings)[0] ?? null;

/** Sockets at the back and the front of the PC with the slow headset, which is in a slow one. */
function learnedSockets({ usb, devices }: Assessment): readonly PcSocket[] {
  const worn = usb!.find(({ key }) => devices.some(({ parts }) => parts.some((part) => part.key === key)))!;
  const socket = (id: string, half: 'usb2' | 'usb3', port: number, side: PcSocket['side']): PcSocket => ({
    id,
    side,
    row: 1 + (port % 2),
    column: 1 + (port % 3),
    shape: side === 'front' ? 'usb-c' : 'usb-a',
    colour: half === 'usb3' ? 'blue' : 'black',
    usb: half,
    ports: [{ controller: worn.controller ?? '0000:00:14.0', half, ports: [port] }],
  });
  return [
    socket('taken', 'usb2', worn.ports[0]!, 'rear'),
    socket('free', 'usb3', 17, 'rear'),
    socket('far', 'usb3', 18, 'front'),
  ];
}

interface ProblemsProps {
  readonly onTouch: (what: string) => void;
}

/** One at a time: alone, among others, reported, and where nothing can be done from here. */
export function ProblemSteppers({ onTouch }: ProblemsProps) {
  const t = useTexts('screen');
  const chip = (
    <ReportedChip
      request={{
        id: '01KAPZ0000000000000000REQ1',
        number: 'BX-2026-0007',
        title: t('product'),
        filedAt: '2026-11-22T09:00:00.000+08:00',
        state: 'in-progress',
        received: true,
        appointment: '2026-11-24T14:30:00.000+08:00',
        news: { at: '2026-11-23T09:00:00.000+08:00', text: '配件已到' },
      }}
      onOpen={() => onTouch('request')}
    />
  );
  return (
    <>
      <OneStepper world="two-headsets" reported={null} canReport onTouch={onTouch} />
      <OneStepper world="index-usb2" reported={chip} canReport onTouch={onTouch} />
      <OneStepper world="win-weak-pc" reported={null} canReport={false} onTouch={onTouch} />
    </>
  );
}

interface OneStepperProps extends ProblemsProps {
  readonly world: keyof typeof ASSESSMENTS;
  readonly reported: ReactNode;
  /** Also: can be checked again. */
  readonly canReport: boolean;
}

function OneStepper({ world, reported, canReport, onTouch }: OneStepperProps) {
  const [current, setCurrent] = useState(0);
  const { findings, devices } = ASSESSMENTS[world];
  return (
    <div className="gallery-wide result-problems">
      <ProblemStepper
        problems={problemsOf(findings)}
        devices={devices}
        onCheck={canReport ? () => onTouch('check') : null}
        onEngineer={() => onTouch('engineer')}
        onReport={canReport ? () => onTouch('report') : null}
        reportedOf={() => reported}
        current={current}
        onCurrent={setCurrent}
      />
    </div>
  );
}

/** Where what is plugged in: fine, broken, absent, with sockets that were learned, and where USB could not be read. */
export function PortPictures() {
  const t = useTexts('screen');
  const slow = ASSESSMENTS['index-usb2'];
  const cases = [
    ...GALLERY_WORLDS.map((world) => ({ name: world, assessment: ASSESSMENTS[world], sockets: null })),
    { name: 'learned', assessment: slow, sockets: learnedSockets(slow) },
    { name: 'unread', assessment: { ...slow, usb: null }, sockets: null },
  ];
  return cases.map(({ name, assessment, sockets }) => (
    <section key={name} className="gallery-wide result-picture" aria-label={`${t('ports.heading')} ${name}`}>
      <PortPicture
        assessment={assessment}
        problem={firstProblem(assessment)}
        sockets={sockets}
        isThisPc
        action={null}
      />
    </section>
  ));
}
