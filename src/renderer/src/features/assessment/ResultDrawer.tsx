import './result-drawer.css';
import type { Finding } from '../../../../shared/domain/finding.ts';
import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { AllChecks } from './AllChecks.tsx';
import { DeviceDrawer } from './DeviceDrawer.tsx';
import { EngineerDrawer } from './EngineerDrawer.tsx';
import type { Assessment } from './assessment.ts';

/** What is opened beside a result. */
export type Opened =
  | { readonly what: 'checks' | 'devices' }
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
  return opened.what === 'checks' ? (
    <AllChecks assessment={assessment} onClose={onClose} />
  ) : (
    <DeviceDrawer assessment={assessment} sockets={sockets} onClose={onClose} />
  );
}
