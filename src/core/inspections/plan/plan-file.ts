import ical, { ICalCalendarMethod, escape } from 'ical-generator';
import { createHash } from 'node:crypto';
import { periodName } from '../../../shared/beijing-time.ts';
import type { InspectionPlan } from '../../../shared/domain/inspection/inspection-plan.ts';
import type { FileToKeep } from '../../../shared/domain/request-record.ts';
import type { Station } from '../../../shared/domain/station.ts';
import type { Wording } from '../../../shared/wording.ts';
import { fileNameOf, fileToKeep } from '../../platform/file-to-keep.ts';

/**
 * The plan for a calendar program (iCalendar, RFC 5545): an all-day event for each due date, without any person. The UID of an
 * inspection never changes, so that importing a newer file moves its event and adds none.
 */
export function planFile(plan: InspectionPlan, station: Station | null, { t }: Wording, now: Date): FileToKeep {
  const place = station === null ? '' : `${station.school} ${station.lab}`;
  const calendar = ical({
    // The library escapes what it writes of an event, but not the name of the calendar.
    name: escape(t('inspections:plan.file.name', { place }), false),
    prodId: { company: 'VR Lab Check', product: 'vrlab', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  });
  const lab = createHash('sha256').update(place).digest('hex').slice(0, 16);
  for (const { period, due, state, inspection } of plan.entries) {
    if (state === 'missed') continue;
    const day = new Date(`${inspection?.finishedOn ?? due}T00:00:00Z`);
    calendar.createEvent({
      id: `${period.label}-${lab}@vrlab-check`,
      start: day,
      allDay: true,
      stamp: now,
      summary: t(`inspections:plan.file.${state === 'done' || state === 'rectifying' ? 'done' : 'summary'}`, {
        period: periodName(period.label, t),
        place,
      }),
      description: t('inspections:plan.file.description', {
        from: period.from,
        to: period.to,
        state: t(`inspections:plan.state.${state}`),
        number: inspection?.number ?? '–',
      }),
      ...(place !== '' && { location: place }),
    });
  }
  const fileName = fileNameOf([t('inspections:plan.file.fileName'), station?.lab ?? ''], 'ics');
  return fileToKeep(fileName, 'text/calendar; charset=utf-8', Buffer.from(`${calendar.toString()}\r\n`));
}
