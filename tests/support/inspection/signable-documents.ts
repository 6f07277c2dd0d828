import { Document, Packer, Paragraph } from 'docx';
import writeExcelFile from 'write-excel-file/node';
import type { ReportFormat } from '../../../src/shared/domain/inspection/inspection-terms.ts';

export const WORDS = 'XJ-261122-0001 conclusion: rectify';

/** Small documents that real readers open. */
export async function smallDocument(format: ReportFormat, words = WORDS): Promise<Buffer> {
  if (format === 'pdf') return smallPdf(words);
  if (format === 'xlsx') return await writeExcelFile([[{ value: words }]]).toBuffer();
  if (format === 'docx')
    return await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(words)] }] }));
  return Buffer.from(JSON.stringify({ words }));
}

function smallPdf(words: string): Buffer {
  const text = `BT /F1 12 Tf 72 700 Td (${words}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = pdf.length;
    pdf += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.from(pdf + table + trailer);
}
