import type { RoleState } from '../../shared/domain/pins.ts';
import type { Result } from '../../shared/domain/result.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

/** Of the log of who did what. @param audit also why nobody can tell. */
export const examinePins = (state: Result<RoleState>, audit: Result<null>): Examination[] => [
  examineState(state),
  examineAuditLog(audit),
];

function examineState(state: Result<RoleState>): Examination {
  if (!state.ok) return failed('pins', 'problem', state.problem);
  const { mode, withPin } = state.value;
  if (mode === 'none') return ok('no-pins');
  return mode === 'unset' ? attention('pins-undecided') : ok('pins', { roles: withPin.join(' ') });
}

const TAMPERED: ReadonlySet<string> = new Set(['audit-log-changed', 'audit-log-cut']);

function examineAuditLog(audit: Result<null>): Examination {
  if (audit.ok) return ok('audit-log');
  return TAMPERED.has(audit.problem.code)
    ? failed('audit-log', 'problem', audit.problem)
    : failed('audit-log-untold', 'attention', audit.problem);
}
