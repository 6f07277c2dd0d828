import type { InspectionRecord } from '../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import { adviceBlocks, comparisonBlocks, conclusionBlocks } from './closing-chapters.ts';
import { annexBlocks } from './annex.ts';
import { coverFields } from './cover.ts';
import { equipmentBlocks, versionBlocks } from './equipment-chapters.ts';
import { overviewBlocks } from './overview.ts';
import { photoBlocks } from './photos.ts';
import { problemBlocks } from './problems.ts';
import type { Block, ReportContent } from './report-content.ts';
import type { ReportWords } from './report-words.ts';
import { environmentBlocks, resultBlocks } from './results.ts';
import { signatureBlock } from './signatures.ts';
import { statisticsBlocks } from './statistics-chapter.ts';

/** Stands for the number of pages, which only the printer knows. */
const PAGES = '{pages}';

type Chapter = readonly [key: TextKeyBelow<'inspections:report.chapter.'>, blocks: readonly Block[]];

/**
 * What stands on the paper, in its order, in the language of the report.
 * @param record null: nobody has signed it yet, and every page says so.
 */
export function composeContent(
  report: InspectionReport,
  record: InspectionRecord | null,
  words: ReportWords,
): ReportContent {
  const { say } = words;
  const title = say('title', { kind: words.term(`kind.${report.period.kind}`) });
  const [before = '', after = ''] = say('pages', { pages: PAGES }).split(PAGES);
  const marks = marksOf(report, record);
  const chapters: Chapter[] = [
    ['overview', overviewBlocks(report, words)],
    ['environment', environmentBlocks(report, words)],
    ['equipment', equipmentBlocks(report, words)],
    ['results', resultBlocks(report, words)],
    ['photos', photoBlocks(report, words)],
    ['versions', versionBlocks(report, words)],
    ['problems', problemBlocks(report, words)],
    ['statistics', statisticsBlocks(report, words)],
    ['comparison', comparisonBlocks(report, words)],
    ['advice', adviceBlocks(report, words)],
    ['conclusion', conclusionBlocks(report, record, words)],
  ];
  return {
    language: report.language,
    title,
    number: report.number,
    continued: [...marks.map((mark) => say(`mark.${mark}`)), say('continued', { title })].join(' · '),
    pages: [before, after],
    mark: marks.map((mark) => say(`mark.${mark}`)).join(' · '),
    warnings: marks.map((mark) => say(`warning.${mark}`)),
    cover: coverFields(report, words),
    blocks: [
      ...numbered(chapters, words),
      signatureBlock(report, record, words),
      { type: 'heading', level: 2, text: say('chapter.annex'), newPage: true },
      ...annexBlocks(report, record, words),
    ],
  };
}

/** Chapters without anything to say are left out, and the others numbered. */
function numbered(chapters: readonly Chapter[], { say }: ReportWords): Block[] {
  const ordinals = say('ordinals').split(' ');
  return chapters
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([key, blocks], at): Block[] => [
      { type: 'heading', level: 2, text: say('numbered', { no: ordinals[at], title: say(`chapter.${key}`) }) },
      ...blocks,
    ]);
}

function marksOf({ demo }: InspectionReport, record: InspectionRecord | null) {
  return [
    ...(demo ? ['demo' as const] : []),
    ...(record === null ? ['draft' as const] : []),
    ...(record !== null && record.problem !== null ? ['altered' as const] : []),
  ];
}
