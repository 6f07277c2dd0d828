import type { LessonProbeId } from '../../shared/domain/probe-ids.ts';
import type { Problem } from '../../shared/domain/problem.ts';

/** One thing the program itself needs here. Texts: `doctor.<id>`; a problem brings its own title and next step. */
export interface Examination {
  readonly id:
    | `${'old-' | ''}runtime`
    | 'native-modules'
    | `${'no-' | ''}autostart`
    | `lockdown-${'locked' | 'partly' | 'open' | 'unknown'}`
    | 'data-folder'
    | `${'data' | 'private' | 'shared'}-access`
    | `disk-space${'-unjudged' | ''}`
    | 'clock'
    | `clock-sync${'-off' | '-stale' | '-untold' | ''}`
    | 'database'
    | 'station'
    | `${'no-' | ''}pins`
    | 'pins-undecided'
    | `audit-log${'-untold' | ''}`
    | `publication${'-age' | ''}`
    | `${'no-' | ''}publication-source`
    | `${'demo' | 'built-in' | 'own'}-root`
    | `no-update${'-root' | ''}`
    | `update-${'downloading' | 'staged' | 'installing' | 'refused'}`
    | `probe-${LessonProbeId}`
    | 'hot-plug'
    | 'udev-rules'
    | 'device-access'
    | 'channels'
    | 'channel'
    | `${'no' | 'incomplete' | 'unused'}-channel`
    | `${'no-' | ''}device-key`
    | 'former-key'
    | 'restoring-disk'
    | 'declared-disk'
    | 'incidents'
    | 'examination';
  readonly state: 'ok' | 'attention' | 'problem';
  readonly params: Readonly<Record<string, string | number>>;
  /** Without one the next step is `doctor.<id>.next`. */
  readonly problem: Problem | null;
}

type Id = Examination['id'];

export const ok = (id: Id, params: Examination['params'] = {}): Examination => ({
  id,
  state: 'ok',
  params,
  problem: null,
});

/** Its next step is in the texts of the examination. */
export const attention = (id: Id, params: Examination['params'] = {}): Examination => ({
  id,
  state: 'attention',
  params,
  problem: null,
});

export const failed = (id: Id, state: 'attention' | 'problem', problem: Problem): Examination => ({
  id,
  state,
  params: {},
  problem,
});
