import { Button, CopyButton } from '@mantine/core';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { Drawer } from '../../components/Drawer.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { FaultCode } from '../fault-codes/FaultCode.tsx';
import { DisputeForm } from './DisputeForm.tsx';

interface EngineerDrawerProps {
  readonly problem: ProblemGroup;
  readonly devices: readonly RecognisedDevice[];
  readonly faultCode: string | null;
  /** The stored run it is a problem of; null: it is stored nowhere. */
  readonly run: string | null;
  readonly onClose: () => void;
}

/** What only an engineer needs of a problem: fault code, steps, evidence, and all of it to copy. */
export function EngineerDrawer({ problem: { speaking, also }, devices, faultCode, run, onClose }: EngineerDrawerProps) {
  const t = useTexts('screen');
  const wording = useWording();
  const texts = wording.finding(speaking, devices);
  const evidence = wording.evidence(speaking, devices);
  const port = devices.find(({ subject }) => subject === speaking.subject)?.port ?? null;
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
      <CopyButton value={plain}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
      {run !== null && <DisputeForm run={run} />}
    </Drawer>
  );
}
