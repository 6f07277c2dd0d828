import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FormContent, FormKind, FormRecord } from '../../../src/core/reports/forms/form-content.ts';
import { codeAsSvg } from '../../../src/core/reports/forms/code-picture.ts';
import { formPage } from '../../../src/core/reports/forms/form-page.ts';
import { FORMS } from '../../../src/core/reports/forms/index.ts';
import type { Language } from '../../../src/shared/domain/language.ts';
import { OUTGOING_TEXTS } from '../../../src/shared/locales/outgoing.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording, type Translate } from '../../../src/shared/wording.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const i18n = createI18n('zh-CN', OUTGOING_TEXTS);

export const wordsOf = (language: Language): Translate => createWording(i18n, language).t;

export const contentOf = (form: FormKind, record: FormRecord, language: Language = 'zh-CN'): FormContent =>
  FORMS[form](record, wordsOf(language), language);

export const pageOf = async (content: FormContent): Promise<string> => formPage(content, await codeAsSvg(content.code));

/** A printed document as other programs (Poppler) see it. */
export function readPdf(bytes: Uint8Array) {
  const file = path.join(temporaryFolder(), 'printed.pdf');
  writeFileSync(file, bytes);
  const ask = (program: string, ...args: string[]) =>
    execFileSync(program, [...args, file, ...(program === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' });
  const [, , ...fonts] = ask('pdffonts').trim().split('\n');
  return {
    info: Object.fromEntries(
      ask('pdfinfo')
        .split('\n')
        .map((line) => [line.split(':')[0]!, line.slice(line.indexOf(':') + 1).trim()]),
    ),
    /** Whether each font is embedded, by its line. */
    fonts: fonts.map((line) => ({
      line,
      embedded: /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.exec(line)?.[1] === 'yes',
    })),
    /** Text of each page. */
    pages: ask('pdftotext', '-layout').split('\f').slice(0, -1),
  };
}

/** Reads a document with parsers that have nothing to do with ours. */
const READ_DOCX = `
import json, sys, zipfile, xml.etree.ElementTree as E
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
names = z.namelist()
assert len(names) == len(set(names))
roots = {n: E.fromstring(z.read(n)) for n in names if n.endswith(('.xml', '.rels'))}
said = {W + 'br': '\\n', W + 'tab': '\\t'}
text = lambda p: ''.join((x.text or '') if x.tag == W + 't' else said.get(x.tag, '') for x in p.iter())
paragraphs = lambda root: [text(p) for p in root.iter(W + 'p')]
body = roots['word/document.xml']
print(json.dumps({
  'parts': [n for n in names if not n.endswith('/')],
  'paragraphs': paragraphs(body),
  'rows': [[text(c) for c in r.findall(W + 'tc')] for r in body.iter(W + 'tr')],
  'running': [t for n in sorted(roots) if 'header' in n and n.startswith('word/h') for t in paragraphs(roots[n])],
  'fonts': [{k.split('}')[1]: v for k, v in f.attrib.items()} for n in ('word/document.xml', 'word/styles.xml') for f in roots[n].iter(W + 'rFonts')],
  'page': {k.split('}')[1]: v for g in ('pgSz', 'pgMar') for k, v in next(body.iter(W + g)).attrib.items()},
  'cellsWithoutParagraph': sum(1 for c in body.iter(W + 'tc') if list(c)[-1].tag != W + 'p'),
  'repeatedHeads': sum(1 for _ in body.iter(W + 'tblHeader')),
}))
`;

export interface ReadDocx {
  readonly parts: readonly string[];
  readonly paragraphs: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Text of the page headers. */
  readonly running: readonly string[];
  readonly fonts: readonly Readonly<Record<string, string>>[];
  readonly page: Readonly<Record<string, string>>;
  readonly cellsWithoutParagraph: number;
  readonly repeatedHeads: number;
}

export function readDocx(bytes: Uint8Array): ReadDocx {
  const file = path.join(temporaryFolder(), 'filled.docx');
  writeFileSync(file, bytes);
  return JSON.parse(execFileSync('python3', ['-c', READ_DOCX, file], { encoding: 'utf8' })) as ReadDocx;
}
