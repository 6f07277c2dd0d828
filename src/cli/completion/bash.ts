import type { Candidates, Context } from './completable.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const asCase = (patterns: readonly string[], action: string): string => `    ${patterns.join('|')}) ${action} ;;`;

const offer = (candidates: Candidates): string => {
  if (typeof candidates !== 'string') return `_vrlab_words ${quoted(candidates.join(' '))}`;
  if (candidates === 'text') return ':';
  return candidates === 'file' ? '_vrlab_paths -f' : '_vrlab_paths -d';
};

/** A script for bash 4 and newer: which words are offered depends on the words before the cursor. */
export function bashCompletion(contexts: readonly Context[]): string {
  const valued = [
    ...new Set(
      contexts.flatMap(({ options }) => options.filter(({ value }) => value !== null)).map(({ name }) => `--${name}`),
    ),
  ];
  const values = contexts.flatMap(({ path, options }) =>
    options.flatMap(({ name, value }) =>
      value === null ? [] : [asCase([quoted(`${path} --${name}`)], `${offer(value)}; return`)],
    ),
  );
  const options = contexts.map(({ path, options: known }) =>
    asCase([quoted(path)], `_vrlab_words ${quoted(known.map(({ name }) => `--${name}`).join(' '))}`),
  );
  const words = contexts.map(({ path, next, words: more }) =>
    asCase(
      [quoted(path)],
      next.length > 0 ? offer(next.map(({ word }) => word)) : more === null ? '_vrlab_options' : offer(more),
    ),
  );
  const paths = contexts.filter(({ path }) => path !== '').map(({ path }) => quoted(path));
  return `# bash completion for vrlab. Put this into ~/.bashrc:  source <(vrlab completion bash)

_vrlab_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }

_vrlab_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

_vrlab_options() {
  case "$path" in
${options.join('\n')}
  esac
}

_vrlab() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path='' word at skip=''
  COMPREPLY=()
  # --lang=en comes in three words.
  if [[ "$cur" == '=' ]]; then cur=''
  elif [[ "$prev" == '=' ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    if [[ "$word" == '=' ]]; then continue; fi
    if [[ -n "$skip" ]]; then skip=''; continue; fi
    case "$word" in
      ${valued.join('|')}) skip=1; continue ;;
      -*) continue ;;
    esac
    case "\${path:+$path }$word" in
      ${paths.join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path $prev" in
${values.join('\n')}
  esac
  if [[ "$cur" == -* ]]; then _vrlab_options; return; fi
  case "$path" in
${words.join('\n')}
  esac
}

complete -F _vrlab vrlab
`;
}
