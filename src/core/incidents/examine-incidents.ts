import { DAY_MS } from '../../shared/beijing-time.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { createIncidentLog } from './incident-log.ts';

const DAYS = 7;

/** What failed of the program itself within the last week, as one problem; null when nothing did. */
export function recentIncidents(dataDirectory: string, now: Date): Problem | null {
  const { folder, read } = createIncidentLog(dataDirectory);
  const since = now.getTime() - DAYS * DAY_MS;
  const recent = read().filter(({ at }) => Date.parse(at) >= since);
  const [newest] = recent;
  if (newest === undefined) return null;
  const ofScreen = recent.filter(({ kind }) => kind.startsWith('screen-')).length;
  const params = {
    screen: ofScreen,
    program: recent.length - ofScreen,
    last: newest.at.slice(0, 16).replace('T', ' '),
    days: DAYS,
    folder,
  };
  return { code: 'failed-lately', params };
}
