import type { Candidates, Context } from './completable.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const offer = (candidates: Candidates): string => {
  if (typeof candidates !== 'string') return `compadd -- ${candidates.map(quoted).join(' ')}`;
  if (candidates === 'text') return ':';
  return candidates === 'file' ? '_files' : '_files -/';
};

/** Words with what they are for. A colon would end the word. */
const described = (next: Context['next']): string => {
  const entries = next.map(({ word, summary }) => quoted(summary === null ? word : `${word}:${summary}`));
  return `known=(${entries.join(' ')}); _describe -t commands vrlab known`;
};

/** A script for zsh, to be sourced or put where `fpath` finds it as `_vrlab`. */
export function zshCompletion(contexts: readonly Context[]): string {
  const valued = [
    ...new Set(
      contexts.flatMap(({ options }) => options.filter(({ value }) => value !== null)).map(({ name }) => `--${name}`),
    ),
  ];
  const values = contexts.flatMap(({ path, options }) =>
    options.flatMap(({ name, value }) =>
      value === null ? [] : [`    (${quoted(`${path} --${name}`)}) ${offer(value)}; return ;;`],
    ),
  );
  const options = contexts.map(
    ({ path, options: known }) => `    (${quoted(path)}) ${offer(known.map(({ name }) => `--${name}`))} ;;`,
  );
  const words = contexts.map(
    ({ path, next, words: more }) =>
      `    (${quoted(path)}) ${next.length > 0 ? described(next) : more === null ? '_vrlab_options' : offer(more)} ;;`,
  );
  const paths = contexts.filter(({ path }) => path !== '').map(({ path }) => quoted(path));
  return `#compdef vrlab
# zsh completion for vrlab. Put this into ~/.zshrc, after compinit:  source <(vrlab completion zsh)

_vrlab_options() {
  case "$place" in
${options.join('\n')}
  esac
}

_vrlab() {
  local place='' word prev="\${words[CURRENT-1]}" skip='' at
  local -a known
  if compset -P '--*='; then prev="\${IPREFIX%=}"; fi
  for ((at = 2; at < CURRENT; at++)); do
    word="\${words[at]}"
    if [[ -n "$skip" ]]; then skip=''; continue; fi
    case "$word" in
      (${valued.join('|')}) skip=1; continue ;;
      (-*) continue ;;
    esac
    case "\${place:+$place }$word" in
      (${paths.join('|')}) place="\${place:+$place }$word" ;;
    esac
  done
  case "$place $prev" in
${values.join('\n')}
  esac
  if [[ "$PREFIX" == -* ]]; then _vrlab_options; return; fi
  case "$place" in
${words.join('\n')}
  esac
}

if [[ "\${funcstack[1]}" == _vrlab ]]; then _vrlab "$@"; else compdef _vrlab vrlab; fi
`;
}
