import './result-drawer.css';
import type { Finding } from '../../../../shared/domain/finding.ts';
import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { Drawer } from '../../components/Drawer.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { AllChecks } from './AllChecks.tsx';
import { DeviceDrawer } from './DeviceDrawer.tsx';
import { DisputeForm } from './DisputeForm.tsx';
import { EngineerDrawer } from './EngineerDrawer.tsx';
import type { Assessment } from './assessment.ts';

/** What is opened beside a result. */
export type Opened =
  | { readonly what: 'checks' | 'devices' | 'dispute' }
  | { readonly what: 'engineer'; readonly problem: ProblemGroup };

interface ResultDrawerProps {
  readonly opened: Opened;
  readonly assessment: Assessment;
  /** Of the PC it is about, as far as they are known. */
  readonly sockets: readonly PcSocket[] | null;
  readonly faultCodeOf: (finding: Finding) => string | null;
  readonly onClose: () => void;
}

/** More about a result than a teacher needs; loaded when it is first asked for. */
export default function ResultDrawer({ opened, assessment, sockets, faultCodeOf, onClose }: ResultDrawerProps) {
  const t = useTexts('screen');
  if (opened.what === 'engineer')
    return (
      <EngineerDrawer
        problem={opened.problem}
        assessment={assessment}
        sockets={sockets}
        faultCode={faultCodeOf(opened.problem.speaking)}
        onClose={onClose}
      />
    );
  if (opened.what === 'dispute')
    return (
      <Drawer title={t('dispute.heading')} onClose={onClose}>
        {assessment.run !== null && <DisputeForm run={assessment.run} />}
      </Drawer>
    );
  return opened.what === 'checks' ? (
    <AllChecks assessment={assessment} onClose={onClose} />
  ) : (
    <DeviceDrawer assessment={assessment} sockets={sockets} onClose={onClose} />
  );
}
