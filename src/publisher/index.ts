import { runPublisher } from './run-publisher.ts';

process.exitCode = runPublisher(process.argv.slice(2), {
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
});
