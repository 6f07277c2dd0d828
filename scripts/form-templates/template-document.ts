import { AlignmentType, Document, LineRuleType, Paragraph, TextRun } from 'docx';
import { type FormContent, PAGES } from '../../src/core/reports/forms/form-content.ts';
import { POINTS } from '../../src/core/reports/paper.ts';
import { a4Section, fontsOf, halfPoints, paperProperties } from '../../src/core/reports/docx/word-paper.ts';
import { heading, sectionTable, signatureTable, titleTable } from './tables.ts';

/** Words stand at 12 points with room between the lines. */
const LINE = { line: 300, lineRule: LineRuleType.AUTO };

/** A template as the school gets it: the labels of the form, tags where its values go. */
export function templateDocument(content: FormContent): Document {
  const { language, title, continued, pages, sections } = content;
  const [before = '', after = ''] = pages.split(PAGES);
  const fonts = fontsOf(language);
  return new Document({
    ...paperProperties(title, language, LINE),
    sections: [
      {
        ...a4Section({ title: continued, number: '{number}', pages: [before, after] }),
        children: [
          titleTable(content),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: '{mark}', font: fonts.label })],
          }),
          ...sections.flatMap((section) => [heading(section.heading, fonts), sectionTable(section, fonts)]),
          new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT }, keepNext: true }),
          signatureTable(content),
          new Paragraph({
            spacing: { before: 120 },
            children: [new TextRun({ text: '{notes}', size: halfPoints(POINTS.note) })],
          }),
        ],
      },
    ],
  });
}
