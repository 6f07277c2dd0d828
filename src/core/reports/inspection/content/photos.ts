import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import { subjectSchema } from '../../../../shared/domain/inspection/inspection-terms.ts';
import type { Block } from './report-content.ts';
import type { ReportWords } from './report-words.ts';

export function photoBlocks({ photos, sections }: InspectionReport, words: ReportWords): Block[] {
  if (photos.length === 0) return [];
  const { say, own, places, moment } = words;
  const names = new Map(sections.flatMap(({ items }) => items.map(({ item }) => [item.id, own(item.text)])));
  return [
    {
      type: 'photos',
      missing: say('photoMissing'),
      photos: photos.map(({ id, item, subject, width, height, takenAt }, at) => {
        const place = subjectSchema.safeParse(subject);
        return {
          id,
          width,
          height,
          caption: say('photo', {
            no: at + 1,
            place: place.success ? places([place.data]) : subject,
            item: names.get(item) ?? item,
            at: moment(takenAt),
          }),
        };
      }),
    },
  ];
}
