import { entriesOf } from '../../../../shared/locales/text-keys.ts';
import type { InspectionRecord } from '../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import { factBlocks, signatureBlocks } from './annex.ts';
import { adviceBlocks, comparisonBlocks, conclusionBlocks, problemBlocks, signatureBlock } from './closing-chapters.ts';
import { equipmentBlocks, versionBlocks } from './equipment-chapters.ts';
import { overviewBlocks } from './overview.ts';
import type { Block, Field, ReportContent } from './report-content.ts';
import { decidedIn, type ReportWords } from './report-words.ts';
import { environmentBlocks, photoBlocks, resultBlocks } from './result-chapters.ts';
import { summaryBlocks } from './summary.ts';
import { statisticsBlocks } from './statistics-chapter.ts';
import { toInspectBlocks } from './to-inspect.ts';

/** Placeholder for the number of pages, which only the printer knows. */
const PAGES = '{pages}';

type Chapter = readonly [key: TextKeyBelow<'inspections:report.chapter.'>, blocks: readonly Block[]];

/**
 * The content of the printed report, in its order and its language.
 * @param record null: not signed yet; every page has the watermark of a draft.
 */
export function composeContent(
  report: InspectionReport,
  record: InspectionRecord | null,
  words: ReportWords,
): ReportContent {
  const { say } = words;
  const title = say('title', { kind: words.term(`kind.${report.period.kind}`) });
  const [before = '', after = ''] = say('pages', { pages: PAGES }).split(PAGES);
  const states = statesOf(report, record);
  const chapters: Chapter[] = [
    ['overview', overviewBlocks(report, words)],
    ['problems', [...problemBlocks(report, words), ...toInspectBlocks(report, words)]],
    ['statistics', statisticsBlocks(report, words)],
    ['comparison', comparisonBlocks(report, words)],
    ['advice', adviceBlocks(report, words)],
    ['conclusion', conclusionBlocks(report, record, words)],
  ];
  const annexes: Chapter[] = [
    ['results', [...environmentBlocks(report, words), ...resultBlocks(report, words)]],
    ['equipment', equipmentBlocks(report, words)],
    ['versions', versionBlocks(report, words)],
    ['photos', photoBlocks(report, words)],
    ['facts', factBlocks(report, words)],
    ['check', signatureBlocks(record, words)],
  ];
  return {
    language: words.language,
    title,
    number: report.number,
    continued: [...states.map((state) => say(`mark.${state}`)), say('continued', { title })].join(' · '),
    pages: [before, after],
    watermark: states.map((state) => say(`mark.${state}`)).join(' · '),
    warnings: [
      ...states.map((state) => say(`warning.${state}`)),
      ...(words.language === report.language ? [] : [say('editionNote')]),
    ],
    cover: coverFields(report, words),
    blocks: [
      { type: 'heading', level: 2, text: say('chapter.summary') },
      ...summaryBlocks(report, words),
      ...numbered('numbered', chapters, words),
      signatureBlock(report, record, words),
      ...onNewPage(numbered('annexNumbered', annexes, words)),
    ],
  };
}

const onNewPage = ([first, ...others]: readonly Block[]): Block[] =>
  first?.type === 'heading' ? [{ ...first, newPage: true }, ...others] : [];

/** The chapters with content, numbered; empty ones are left out. */
function numbered(as: 'numbered' | 'annexNumbered', chapters: readonly Chapter[], { say }: ReportWords): Block[] {
  const ordinals = say('ordinals').split(' ');
  return chapters
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([key, blocks], at): Block[] => [
      { type: 'heading', level: 2, text: say(as, { no: ordinals[at], title: say(`chapter.${key}`) }) },
      ...blocks,
    ]);
}

/** What readers have to be warned of: demonstration, draft, altered. */
function statesOf({ demo }: InspectionReport, record: InspectionRecord | null) {
  return [
    ...(demo ? ['demo' as const] : []),
    ...(record === null ? ['draft' as const] : []),
    ...(record !== null && record.problem !== null ? ['altered' as const] : []),
  ];
}

function coverFields(report: InspectionReport, words: ReportWords): Field[] {
  const { lab, number, finishedAt, conclusion } = report;
  const value = {
    school: lab.school,
    lab: lab.lab,
    period:
      report.period.from === report.period.to ? words.date(report.period.from) : words.periodName(report.period.label),
    number,
    date: words.day(finishedAt),
    conclusion: decidedIn(conclusion, words),
  };
  return entriesOf(value).map(([key, text]) => ({ label: words.say(`field.${key}`), value: text, wide: true }));
}
