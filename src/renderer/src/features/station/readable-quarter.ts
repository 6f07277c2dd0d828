import type { TranslateBelow } from '../../../../shared/wording.ts';

/** How people call a quarter. @param label `2026-Q4` */
export function readableQuarter(label: string, say: TranslateBelow<'screen:'>): string {
  const [year, quarter] = label.split('-Q');
  return say('teacher.quarter', { year, quarter });
}
