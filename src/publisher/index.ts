import { endOnUnexpected, endWhenOutputBreaks } from '../core/app/program-end.ts';
import { PUBLISHER_TEXTS } from '../shared/locales/hosts.ts';
import { runPublisher } from './run-publisher.ts';

/** For what happens outside a command; in both languages, because which one is wanted may not be known. */
const sayInBoth = (key: 'unexpected' | 'outputFailed') => (detail: string) =>
  [PUBLISHER_TEXTS['zh-CN'][key], PUBLISHER_TEXTS.en[key]].join(' / ').replaceAll('{{detail}}', () => detail);
endOnUnexpected(sayInBoth('unexpected'));
endWhenOutputBreaks(sayInBoth('outputFailed'));

process.exitCode = runPublisher(process.argv.slice(2), {
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
});
