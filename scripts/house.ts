// How the house stands: the order of the core's folders, drawn from their imports, and how many files there are of what length.
// With --write the picture is put into docs/architecture.md.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { coreImports, upwardImports } from './house/core-imports.ts';
import { countFiles } from './house/count-files.ts';
import { drawCore, pageWithPicture } from './house/draw-core.ts';

const root = path.resolve(import.meta.dirname, '..');
const page = path.join(root, 'docs/architecture.md');
const imports = coreImports(root);
const upward = upwardImports(imports);
const say = (text: string) => void process.stdout.write(`${text}\n`);

say(drawCore(imports));
say('');
for (const folder of ['src', 'src/core', 'src/shared', 'src/renderer', 'tests']) {
  const { files, lines, median, longest, short } = countFiles(root, folder);
  const each = (1000 * files) / lines;
  say(
    `${folder.padEnd(13)} ${files} files, ${lines} lines, ${each.toFixed(1)} files per 1,000 lines, median ${median}, ` +
      `${Math.round((100 * short) / files)} % under 20 lines, longest ${longest.lines} (${longest.file})`,
  );
}
for (const { folder, later } of upward) say(`src/core/${folder} imports ${later}, which comes behind it`);
if (process.argv.includes('--write')) writeFileSync(page, pageWithPicture(page, drawCore(imports)));
if (upward.length > 0) process.exitCode = 1;
