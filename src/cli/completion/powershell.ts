import type { Candidates, Context } from './completable.ts';

/** ASCII whatever the text: PowerShell 5 reads what a program prints in the console's own encoding. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll(/[^ -&(-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const word = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const words = (texts: readonly string[]): string => `@(${texts.map(word).join(', ')})`;

/** An empty list: PowerShell completes the names of files where nothing is offered. */
const offered = (candidates: Candidates): string => (typeof candidates === 'string' ? '@()' : words(candidates));

/** A script for PowerShell 5 and newer. */
export function powershellCompletion(contexts: readonly Context[]): string {
  const tables = contexts.map(({ path, next, options, words: more }) => {
    const values = options.flatMap(({ name, value }) =>
      value === null ? [] : [`      ${word(`--${name}`)} = ${offered(value)}`],
    );
    return `  ${word(path)} = @{
    Next = ${words(next.map((one) => one.word))}
    Options = ${words(options.map(({ name }) => `--${name}`))}
    TakesWords = ${more === null ? '$false' : '$true'}
    After = @{
${values.join('\n')}
    }
  }`;
  });
  const summaries = contexts
    .find(({ path }) => path === '')!
    .next.flatMap(({ word: name, summary }) => (summary === null ? [] : [`  ${word(name)} = '${escaped(summary)}'`]));
  return `# PowerShell completion for vrlab. Put this into $PROFILE:  vrlab completion powershell | Out-String | Invoke-Expression

$global:VrlabPlaces = @{
${tables.join('\n')}
}

$global:VrlabSummaries = @{
${summaries.join('\n')}
}

Register-ArgumentCompleter -Native -CommandName 'vrlab', 'vrlab.cmd', 'vrlab.exe' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $place = ''
  $previous = ''
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  foreach ($one in $typed) {
    $isValue = $global:VrlabPlaces[$place].After.ContainsKey($previous)
    $previous = $one
    if ($isValue) { $previous = ''; continue }
    if ($one.StartsWith('-')) { continue }
    $longer = ("$place $one").Trim()
    if ($global:VrlabPlaces.ContainsKey($longer)) { $place = $longer }
  }
  $known = $global:VrlabPlaces[$place]
  if ($known.After.ContainsKey($previous)) { $candidates = $known.After[$previous] }
  elseif ($wordToComplete.StartsWith('-')) { $candidates = $known.Options }
  elseif ($known.Next.Count -gt 0) { $candidates = $known.Next }
  elseif ($known.TakesWords) { $candidates = @() }
  else { $candidates = $known.Options }
  $candidates | Where-Object { $_.StartsWith($wordToComplete) } | ForEach-Object {
    $summary = $_
    if ($global:VrlabSummaries.ContainsKey($_)) { $summary = [regex]::Unescape($global:VrlabSummaries[$_]) }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $summary)
  }
}
`;
}
