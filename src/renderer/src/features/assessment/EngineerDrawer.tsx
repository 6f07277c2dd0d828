import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { Drawer } from '../../components/Drawer.tsx';
import { CopyText } from './CopyText.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { FaultCode } from '../fault-codes/FaultCode.tsx';
import { socketOfDevice } from '../port-picture/picture.ts';
import { useSocketWords } from '../port-picture/socket-words.ts';
import type { Assessment } from './assessment.ts';

interface EngineerDrawerProps {
  readonly problem: ProblemGroup;
  readonly assessment: Assessment;
  readonly sockets: readonly PcSocket[] | null;
  readonly faultCode: string | null;
  readonly onClose: () => void;
}

/** What only an engineer needs of a problem: fault code, steps, evidence, and all of it to copy. */
export function EngineerDrawer({ problem, assessment, sockets, faultCode, onClose }: EngineerDrawerProps) {
  const { speaking, also } = problem;
  const { devices } = assessment;
  const { where } = useSocketWords();
  const t = useTexts('screen');
  const wording = useWording();
  const texts = wording.finding(speaking, devices);
  const evidence = wording.evidence(speaking, devices);
  const device = devices.find(({ subject }) => subject === speaking.subject) ?? null;
  const socket = device === null ? null : socketOfDevice(assessment, sockets, device);
  const port =
    device === null || device.port === null
      ? null
      : [device.port, ...(socket === null ? [] : [where(socket)])].join(' · ');
  const affected = also.length === 0 ? null : wording.list(also.map((it) => t(`checks:${it.check}.name`)));
  const plain = [
    texts.title,
    ...(faultCode === null ? [] : [wording.labelled(t('terms:faultCode.code'), faultCode)]),
    ...(port === null ? [] : [wording.labelled(t('devices.port'), port)]),
    ...evidence.map(({ name, value }) => wording.labelled(name, value)),
  ].join('\n');
  return (
    <Drawer title={t('problems.engineer')} onClose={onClose}>
      <p className="problem-title">{texts.title}</p>
      {faultCode !== null && <FaultCode code={faultCode} />}
      {texts.engineer.length > 0 && (
        <section>
          <h3>{t('problems.engineerSteps')}</h3>
          <ul className="engineer-steps">
            {texts.engineer.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      )}
      <p>{wording.labelled(t('problems.why'), texts.why)}</p>
      {affected !== null && <p>{t('problems.also', { checks: affected })}</p>}
      <h3>{t('problems.evidence')}</h3>
      <dl className="facts">
        {port !== null && (
          <div>
            <dt>{t('devices.port')}</dt>
            <dd>{port}</dd>
          </div>
        )}
        {evidence.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <CopyText text={plain} />
    </Drawer>
  );
}
