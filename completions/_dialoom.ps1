
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'dialoom' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'dialoom'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'dialoom' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented dialoom.toml and an example plan here')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Make one conversation')
            [CompletionResult]::new('batch', 'batch', [CompletionResultType]::ParameterValue, 'Make many conversations: run, resume and watch batches')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List conversations')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a whole conversation')
            [CompletionResult]::new('review', 'review', [CompletionResultType]::ParameterValue, 'Read conversations one at a time, and decide')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Approve conversations for training')
            [CompletionResult]::new('reject', 'reject', [CompletionResultType]::ParameterValue, 'Reject conversations, with a reason')
            [CompletionResult]::new('revise', 'revise', [CompletionResultType]::ParameterValue, 'Send conversations back for revision, with a note')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Edit the text of a conversation')
            [CompletionResult]::new('note', 'note', [CompletionResultType]::ParameterValue, 'Write a note about a conversation')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'Put a tag on a conversation, or take it off')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back your last decision, edit or deletion')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show who decided and changed what about conversations')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Move conversations to the trash')
            [CompletionResult]::new('regenerate', 'regenerate', [CompletionResultType]::ParameterValue, 'Let a model write conversations anew, by note and findings')
            [CompletionResult]::new('judge', 'judge', [CompletionResultType]::ParameterValue, 'Let a model mark conversations: overall, relevance, accuracy')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import conversations: messages, ShareGPT, Alpaca, CSV, or our own JSON')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write approved conversations as a training file')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Show counts, quality, cost and tokens')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Write a report about the conversations: one page, fit for training or not, and why')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Work with plan files')
            [CompletionResult]::new('cost', 'cost', [CompletionResultType]::ParameterValue, 'Show what calls cost by day, batch, model or template, unusable answers included')
            [CompletionResult]::new('performance', 'performance', [CompletionResultType]::ParameterValue, 'Show how fast and how reliable each model is, by template')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Show the calls of providers, failed ones included')
            [CompletionResult]::new('duplicates', 'duplicates', [CompletionResultType]::ParameterValue, 'List groups of conversations that are almost the same')
            [CompletionResult]::new('score', 'score', [CompletionResultType]::ParameterValue, 'Score stored conversations again after the checks have changed')
            [CompletionResult]::new('templates', 'templates', [CompletionResultType]::ParameterValue, 'Keep templates and their versions; render and check them')
            [CompletionResult]::new('scenarios', 'scenarios', [CompletionResultType]::ParameterValue, 'Keep scenarios: list, show, add, edit, vary, remove, import and export them')
            [CompletionResult]::new('edge-cases', 'edge-cases', [CompletionResultType]::ParameterValue, 'Keep edge cases as scenarios are kept, and see which were tried')
            [CompletionResult]::new('library', 'library', [CompletionResultType]::ParameterValue, 'Store a whole folder of templates, scenarios, edge cases and vocabularies')
            [CompletionResult]::new('vocabulary', 'vocabulary', [CompletionResultType]::ParameterValue, 'Keep lists of personas, emotions and topics that plans name as @NAME')
            [CompletionResult]::new('documents', 'documents', [CompletionResultType]::ParameterValue, 'Keep your own documents as chunks of text')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Write a conversation by hand')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two conversations differ')
            [CompletionResult]::new('purge', 'purge', [CompletionResultType]::ParameterValue, 'Remove conversations for good, for personal data')
            [CompletionResult]::new('limits', 'limits', [CompletionResultType]::ParameterValue, 'Show how much of its rate limit each API key has used, across all processes')
            [CompletionResult]::new('exports', 'exports', [CompletionResultType]::ParameterValue, 'List, show and verify earlier exports')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Write the whole database into one file')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Put a backup in the place of the database')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show every setting and where it came from')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check configuration, database, keys and provider, and say what to fix')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;init' {
            [CompletionResult]::new('--example', '--example', [CompletionResultType]::ParameterName, 'Begin with a whole library: its files in the folder library, and all of it in the database')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;generate' {
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The template, by name or id; NAME@3 is its version 3')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'The template, by name or id; NAME@3 is its version 3')
            [CompletionResult]::new('--scenario', '--scenario', [CompletionResultType]::ParameterName, 'A scenario (NAME@2: its version 2); it gives what other flags leave out')
            [CompletionResult]::new('--edge-case', '--edge-case', [CompletionResultType]::ParameterName, 'An edge case, or one sentence that tells one')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Who talks')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'How they feel')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'What they talk about')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A variable of the template (repeat for several)')
            [CompletionResult]::new('--chunk', '--chunk', [CompletionResultType]::ParameterName, 'The chunk of a document that it rests on: its id or DOCUMENT#NUMBER')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'Language of the conversation: "de", "French" [default: that of the template]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of the draws (they also depend on how many conversations of the same persona, emotion and topic are stored)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Provider that answers [default: the one whose key or URL is set]')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Model to ask [default: the provider''s current one, or the server''s only one]')
            [CompletionResult]::new('--temperature', '--temperature', [CompletionResultType]::ParameterName, 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]')
            [CompletionResult]::new('--max-tokens', '--max-tokens', [CompletionResultType]::ParameterName, 'Most tokens in one answer [default: grows with the turns, at least 2048]')
            [CompletionResult]::new('--turns', '--turns', [CompletionResultType]::ParameterName, 'Turns in a conversation, user and assistant together [default: 10]')
            [CompletionResult]::new('--style', '--style', [CompletionResultType]::ParameterName, 'Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--any', '--any', [CompletionResultType]::ParameterName, 'Allow a persona, emotion or topic that the template is not made for')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what it would cost; send nothing')
            [CompletionResult]::new('--prompt', '--prompt', [CompletionResultType]::ParameterName, 'With --dry-run: print the prompt, too')
            [CompletionResult]::new('--no-vary', '--no-vary', [CompletionResultType]::ParameterName, 'Draw nothing: ask the same way every time')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dialoom;batch' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Make the conversations of a plan; run it again to resume the batch')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show a data set of tiers before it is made, and write it as a plan')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List batches, newest first')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the progress of a batch, and how it turned out')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the progress of a batch, and how it turned out')
            [CompletionResult]::new('pause', 'pause', [CompletionResultType]::ParameterValue, 'Stop a running batch; calls in flight finish first')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Resume a batch that stopped, without its plan')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'End a batch and keep its conversations')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Retry the failed items of a batch')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set the priority or the description of a batch')
            [CompletionResult]::new('worker', 'worker', [CompletionResultType]::ParameterValue, 'Help with batches that others started, on this or another machine')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;batch;run' {
            [CompletionResult]::new('--tiers', '--tiers', [CompletionResultType]::ParameterName, 'Make a data set from what is active, evenly spread [default: template=40,scenario=35,edge_case=15]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The batch''s name [default: the plan''s name, or its file''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Calls in flight at once [default: 3]')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'How urgent it is, 1 to 10: a worker that picks between batches takes 10 first [default: 5]')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'Language of the conversations: "de", "French" [default: that of the plan, else of the template]')
            [CompletionResult]::new('--on-end', '--on-end', [CompletionResultType]::ParameterName, 'Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Provider that answers [default: the one whose key or URL is set]')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Model to ask [default: the provider''s current one, or the server''s only one]')
            [CompletionResult]::new('--temperature', '--temperature', [CompletionResultType]::ParameterName, 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]')
            [CompletionResult]::new('--max-tokens', '--max-tokens', [CompletionResultType]::ParameterName, 'Most tokens in one answer [default: grows with the turns, at least 2048]')
            [CompletionResult]::new('--turns', '--turns', [CompletionResultType]::ParameterName, 'Turns in a conversation, user and assistant together [default: 10]')
            [CompletionResult]::new('--style', '--style', [CompletionResultType]::ParameterName, 'Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--stop-on-error', '--stop-on-error', [CompletionResultType]::ParameterName, 'Stop at the first item that fails after all retries')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what it would make and cost; send nothing')
            [CompletionResult]::new('--prompt', '--prompt', [CompletionResultType]::ParameterName, 'With --dry-run: print the first prompt, too')
            [CompletionResult]::new('--any', '--any', [CompletionResultType]::ParameterName, 'Allow personas, emotions and topics that a template is not made for')
            [CompletionResult]::new('--no-vary', '--no-vary', [CompletionResultType]::ParameterName, 'Draw nothing: ask each cell the same way every time')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dialoom;batch;plan' {
            [CompletionResult]::new('--tiers', '--tiers', [CompletionResultType]::ParameterName, 'Make a data set from what is active, evenly spread [default: template=40,scenario=35,edge_case=15]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name of the batch; another name draws otherwise [default: tiers, or tiers-2 …]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write it as a plan into this file, which must not exist yet')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write it as a plan into this file, which must not exist yet')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;list' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Most batches to show')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;status' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;show' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;pause' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;resume' {
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Calls in flight at once [default: as when the batch started]')
            [CompletionResult]::new('--on-end', '--on-end', [CompletionResultType]::ParameterName, 'Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--stop-on-error', '--stop-on-error', [CompletionResultType]::ParameterName, 'Stop at the first item that fails after all retries')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;cancel' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;retry' {
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Calls in flight at once [default: as when the batch started]')
            [CompletionResult]::new('--on-end', '--on-end', [CompletionResultType]::ParameterName, 'Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--stop-on-error', '--stop-on-error', [CompletionResultType]::ParameterName, 'Stop at the first item that fails after all retries')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;set' {
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'How urgent it is, 1 to 10: a worker that picks between batches takes 10 first')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'What it is for; "" for nothing')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;worker' {
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Calls in flight at once [default: as when the batch started]')
            [CompletionResult]::new('--on-end', '--on-end', [CompletionResultType]::ParameterName, 'Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Keep running, and work on new batches as they appear')
            [CompletionResult]::new('--stop-on-error', '--stop-on-error', [CompletionResultType]::ParameterName, 'Stop at the first item that fails after all retries')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;batch;help' {
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Make the conversations of a plan; run it again to resume the batch')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show a data set of tiers before it is made, and write it as a plan')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List batches, newest first')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the progress of a batch, and how it turned out')
            [CompletionResult]::new('pause', 'pause', [CompletionResultType]::ParameterValue, 'Stop a running batch; calls in flight finish first')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Resume a batch that stopped, without its plan')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'End a batch and keep its conversations')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Retry the failed items of a batch')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set the priority or the description of a batch')
            [CompletionResult]::new('worker', 'worker', [CompletionResultType]::ParameterValue, 'Help with batches that others started, on this or another machine')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;batch;help;run' {
            break
        }
        'dialoom;batch;help;plan' {
            break
        }
        'dialoom;batch;help;list' {
            break
        }
        'dialoom;batch;help;status' {
            break
        }
        'dialoom;batch;help;pause' {
            break
        }
        'dialoom;batch;help;resume' {
            break
        }
        'dialoom;batch;help;cancel' {
            break
        }
        'dialoom;batch;help;retry' {
            break
        }
        'dialoom;batch;help;set' {
            break
        }
        'dialoom;batch;help;worker' {
            break
        }
        'dialoom;batch;help;help' {
            break
        }
        'dialoom;list' {
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Sort by a heading, or by created, quality or review')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Show these columns, in this order (comma-separated)')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Most conversations to show, 1 to 1000; with --ids or --json, 0 for all')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'Go on with the page that this cursor leads to')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--asc', '--asc', [CompletionResultType]::ParameterName, 'Smallest, oldest or A first [default for texts and checks]')
            [CompletionResult]::new('--desc', '--desc', [CompletionResultType]::ParameterName, 'Largest, newest or Z first [default for all else]')
            [CompletionResult]::new('--ids', '--ids', [CompletionResultType]::ParameterName, 'Print only ids, one per line, for a pipe')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --ids or --json: all that match, however many')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Print a long result at once, without a pager (DIALOOM_PAGER, PAGER, else less)')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dialoom;show' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Print a long result at once, without a pager (DIALOOM_PAGER, PAGER, else less)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;review' {
            [CompletionResult]::new('--order', '--order', [CompletionResultType]::ParameterName, 'Which to show first, by score or by age')
            [CompletionResult]::new('--sample', '--sample', [CompletionResultType]::ParameterName, 'Review a share of the queue, drawn by a seed: 10%')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of --sample: the same seed draws the same from the same queue')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--plain', '--plain', [CompletionResultType]::ParameterName, 'Review line by line, without the full screen')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;approve' {
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'A remark for the review history')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-findings', '--with-findings', [CompletionResultType]::ParameterName, 'Decide about those with serious findings, too')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;reject' {
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why; kept in the review history')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-findings', '--with-findings', [CompletionResultType]::ParameterName, 'Decide about those with serious findings, too')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;revise' {
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'What to change; kept in the review history')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--reopen', '--reopen', [CompletionResultType]::ParameterName, 'Reopen rejected conversations: they go back to pending_review')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-findings', '--with-findings', [CompletionResultType]::ParameterName, 'Decide about those with serious findings, too')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edit' {
            [CompletionResult]::new('--turn', '--turn', [CompletionResultType]::ParameterName, 'Change this turn alone, without an editor')
            [CompletionResult]::new('--content', '--content', [CompletionResultType]::ParameterName, 'The new text of that turn; "-" reads it from stdin')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;note' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;tag' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--remove', '--remove', [CompletionResultType]::ParameterName, 'Take the tag off')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;undo' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Most acts that --list shows, 1 to 1000')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Pass over your last N acts, as --list shows them, and take back the one before')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Show what can be taken back, the next one first, and change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;history' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Print a long result at once, without a pager (DIALOOM_PAGER, PAGER, else less)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;delete' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Delete approved ones, too')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would go, and change nothing')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;regenerate' {
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'What to do differently [default: the note of the last send-back of each]')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Provider that answers [default: the one whose key or URL is set]')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Model to ask [default: the provider''s current one, or the server''s only one]')
            [CompletionResult]::new('--temperature', '--temperature', [CompletionResultType]::ParameterName, 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]')
            [CompletionResult]::new('--max-tokens', '--max-tokens', [CompletionResultType]::ParameterName, 'Most tokens in one answer [default: grows with the turns, at least 2048]')
            [CompletionResult]::new('--style', '--style', [CompletionResultType]::ParameterName, 'Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Calls in flight at once [default: 3]')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--turns', '--turns', [CompletionResultType]::ParameterName, 'Turns in a conversation, user and assistant together [default: as the old version was asked for]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what it would ask and cost; send nothing')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;judge' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Provider of the judge [default: that of [judge] in dialoom.toml]')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Model that judges; best of another family than the one that made the conversations')
            [CompletionResult]::new('--base-url', '--base-url', [CompletionResultType]::ParameterName, 'Server of the judge''s own, for chat completions [default: that of its provider]')
            [CompletionResult]::new('--rubric', '--rubric', [CompletionResultType]::ParameterName, 'File with your own rubric [default: the built-in one]')
            [CompletionResult]::new('--min-mark', '--min-mark', [CompletionResultType]::ParameterName, 'Marks below are findings, 1 to 10; 3 or less always is [default: 6]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Calls in flight at once [default: 3]')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--print-rubric', '--print-rubric', [CompletionResultType]::ParameterName, 'Print the rubric, and ask nothing')
            [CompletionResult]::new('--calibrate', '--calibrate', [CompletionResultType]::ParameterName, 'Compare marks with people''s decisions; ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what it would ask and cost; send nothing')
            [CompletionResult]::new('--anew', '--anew', [CompletionResultType]::ParameterName, 'Ask again what this judge answered by an earlier built-in rubric, or told something else')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;import' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Format of the rows [default: what the first ones look like]')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'Read NAME from another field, or from a path like meta.user: persona, emotion, topic, title, system, messages, any field of a format; another name becomes a parameter (repeat for several)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Persona of rows that name none [default: unknown]')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Emotion of rows that name none [default: unknown]')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Topic of rows that name none')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be imported, and store nothing')
            [CompletionResult]::new('--keep-going', '--keep-going', [CompletionResultType]::ParameterName, 'Leave out lines that cannot be read')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;export' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'File to write, or folder with --layout; "-" is stdout [default: stdout]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'File to write, or folder with --layout; "-" is stdout [default: stdout]')
            [CompletionResult]::new('--expires', '--expires', [CompletionResultType]::ParameterName, 'Let exports cleanup remove the file after an age (90d) or at a date')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'File format [default: from the ending of -o, else jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'File format [default: from the ending of -o, else jsonl]')
            [CompletionResult]::new('--shape', '--shape', [CompletionResultType]::ParameterName, 'What a row holds [default: native for json, else messages]')
            [CompletionResult]::new('--system', '--system', [CompletionResultType]::ParameterName, 'System prompt of every conversation; @FILE reads it from a file')
            [CompletionResult]::new('--split', '--split', [CompletionResultType]::ParameterName, 'Several files by shares: train=0.9,validation=0.1 makes NAME-train and NAME-validation')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A folder that a hub accepts: parquet, card, manifest, Croissant; [dataset] in dialoom.toml states the rest')
            [CompletionResult]::new('--shard-size', '--shard-size', [CompletionResultType]::ParameterName, 'With --layout: begin another file of a part from so many megabytes on [default: 500]')
            [CompletionResult]::new('--group-by', '--group-by', [CompletionResultType]::ParameterName, 'What stays in one part of a split [default: cell, that is persona, emotion and topic]')
            [CompletionResult]::new('--tokenizer', '--tokenizer', [CompletionResultType]::ParameterName, 'Also defuse the special tokens of this tokenizer.json, and count by it for --max-tokens')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Add these to each row, beside its turns (several: comma-separated)')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Stop after so many conversations')
            [CompletionResult]::new('--dedupe', '--dedupe', [CompletionResultType]::ParameterName, 'Leave out what is at least so similar to an earlier one (0.5 to 1, for example 0.8)')
            [CompletionResult]::new('--max-tokens', '--max-tokens', [CompletionResultType]::ParameterName, 'Leave out conversations of more tokens; --tokenizer counts, else it is an estimate')
            [CompletionResult]::new('--balance', '--balance', [CompletionResultType]::ParameterName, 'As many conversations of each tier, persona or template')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The order of --shuffle: the same number, the same order [default: 0]')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Count what would be written and left out, and write nothing')
            [CompletionResult]::new('--include-simulated', '--include-simulated', [CompletionResultType]::ParameterName, 'Include conversations that the simulator made')
            [CompletionResult]::new('--with-findings', '--with-findings', [CompletionResultType]::ParameterName, 'Include those with serious findings (approved by a filter; nobody opened or named them)')
            [CompletionResult]::new('--per-turn', '--per-turn', [CompletionResultType]::ParameterName, 'One example for each answer, with everything before it')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Leave out conversations that the shape cannot express, instead of an error')
            [CompletionResult]::new('--split-anew', '--split-anew', [CompletionResultType]::ParameterName, 'Split by the hashes alone: what an earlier export by this split held out may become training data')
            [CompletionResult]::new('--spreadsheet-safe', '--spreadsheet-safe', [CompletionResultType]::ParameterName, 'Disarm csv cells that a spreadsheet would run: an apostrophe before a formula')
            [CompletionResult]::new('--escape-formulas', '--escape-formulas', [CompletionResultType]::ParameterName, 'Disarm csv cells that a spreadsheet would run: an apostrophe before a formula')
            [CompletionResult]::new('--since-last', '--since-last', [CompletionResultType]::ParameterName, 'Only what no earlier export of the same format and shape had, or what was edited since')
            [CompletionResult]::new('--shuffle', '--shuffle', [CompletionResultType]::ParameterName, 'In another order than oldest first')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dialoom;stats' {
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Break the numbers down, one row for each value; with two (persona,emotion) as a grid')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('diversity', 'diversity', [CompletionResultType]::ParameterValue, 'Show how much variety there is: words, openings, closings, lengths, draws; and what to do')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Show each cell of a plan: asked, made and approved; or what is there')
            [CompletionResult]::new('templates', 'templates', [CompletionResultType]::ParameterValue, 'Compare templates: approval, score, cost per approved, each with how much is known')
            [CompletionResult]::new('reviewers', 'reviewers', [CompletionResultType]::ParameterValue, 'Show decisions by person: opened, named or by a filter, and the reasons')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;stats;diversity' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;stats;coverage' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Show complete cells as well')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;stats;templates' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;stats;reviewers' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;stats;help' {
            [CompletionResult]::new('diversity', 'diversity', [CompletionResultType]::ParameterValue, 'Show how much variety there is: words, openings, closings, lengths, draws; and what to do')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Show each cell of a plan: asked, made and approved; or what is there')
            [CompletionResult]::new('templates', 'templates', [CompletionResultType]::ParameterValue, 'Compare templates: approval, score, cost per approved, each with how much is known')
            [CompletionResult]::new('reviewers', 'reviewers', [CompletionResultType]::ParameterValue, 'Show decisions by person: opened, named or by a filter, and the reasons')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;stats;help;diversity' {
            break
        }
        'dialoom;stats;help;coverage' {
            break
        }
        'dialoom;stats;help;templates' {
            break
        }
        'dialoom;stats;help;reviewers' {
            break
        }
        'dialoom;stats;help;help' {
            break
        }
        'dialoom;report' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'File to write; "-" is stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'File to write; "-" is stdout')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Compare with what this plan asks for')
            [CompletionResult]::new('--compare', '--compare', [CompletionResultType]::ParameterName, 'Tell what changed since this report (a file of report --json), or what differs from this batch')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;plan' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('fill', 'fill', [CompletionResultType]::ParameterValue, 'Print a plan for what another plan still lacks')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;plan;fill' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the new plan into this file, which must not exist yet [default: stdout]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the new plan into this file, which must not exist yet [default: stdout]')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;plan;help' {
            [CompletionResult]::new('fill', 'fill', [CompletionResultType]::ParameterValue, 'Print a plan for what another plan still lacks')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;plan;help;fill' {
            break
        }
        'dialoom;plan;help;help' {
            break
        }
        'dialoom;cost' {
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'What each row stands for')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only of this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only with this template, by name or id (repeat for several)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Only of this model (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only of these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only calls that ended so (several: comma-separated or repeated)')
            [CompletionResult]::new('--day', '--day', [CompletionResultType]::ParameterName, 'Only on this day (UTC), as 2026-11-01')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only ended at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only ended before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only made by this person (repeat for several)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;performance' {
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only of this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only with this template, by name or id (repeat for several)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Only of this model (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only of these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only calls that ended so (several: comma-separated or repeated)')
            [CompletionResult]::new('--day', '--day', [CompletionResultType]::ParameterName, 'Only on this day (UTC), as 2026-11-01')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only ended at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only ended before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only made by this person (repeat for several)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;logs' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Most calls to show, 1 to 1000')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'Go on with the page that this cursor leads to')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only of this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only with this template, by name or id (repeat for several)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Only of this model (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only of these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only calls that ended so (several: comma-separated or repeated)')
            [CompletionResult]::new('--day', '--day', [CompletionResultType]::ParameterName, 'Only on this day (UTC), as 2026-11-01')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only ended at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only ended before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only made by this person (repeat for several)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--payload', '--payload', [CompletionResultType]::ParameterName, 'Show parameters, prompt and answer of each call as well')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dialoom;duplicates' {
            [CompletionResult]::new('--threshold', '--threshold', [CompletionResultType]::ParameterName, 'Lowest similarity, 0.5 to 1 (to the first of the group)')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'What to compare')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Reject all of each group but this one; asks first')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what --keep would reject, and change nothing')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;score' {
            [CompletionResult]::new('--min-mark', '--min-mark', [CompletionResultType]::ParameterName, 'Marks of a judge below are findings, 1 to 10; 3 or less always is [default: as the judge was asked]')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List templates')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a template as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a template file and add it; a known name gets a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Edit a template in $EDITOR: the file becomes its next version')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch a template off, so that it makes no new conversations')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Switch a template on again, or make an earlier version (NAME@2) the newest')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of a template')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare what two templates, or two versions of one, have made')
            [CompletionResult]::new('rename', 'rename', [CompletionResultType]::ParameterValue, 'Give a template another name')
            [CompletionResult]::new('rate', 'rate', [CompletionResultType]::ParameterValue, 'Rate a template from 1 to 5')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add every template file of a folder, or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every template as a file of its own')
            [CompletionResult]::new('try', 'try', [CompletionResultType]::ParameterValue, 'Make some conversations, show them, and store none')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Print the prompt that a template makes')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'List all problems of templates')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;templates;list' {
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only those made for this persona, or for any (repeat for several)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Include inactive templates')
            [CompletionResult]::new('--active', '--active', [CompletionResultType]::ParameterName, 'Only active templates, as without --all')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;show' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;add' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;edit' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The same as FILE')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;remove' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--purge', '--purge', [CompletionResultType]::ParameterName, 'Delete it with all its versions; only where nothing rests on it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;restore' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;versions' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;diff' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;compare' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;rename' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;rate' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;import' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;export' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;try' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many to make')
            [CompletionResult]::new('--number', '--number', [CompletionResultType]::ParameterName, 'How many to make')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Who talks [default: the personas the template is made for, in turn]')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'How they feel [default: the emotions it is made for, in turn]')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'What they talk about [default: the topics it is made for, in turn]')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A variable of the template (repeat for several)')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of the draws')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Provider that answers [default: the one whose key or URL is set]')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Model to ask [default: the provider''s current one, or the server''s only one]')
            [CompletionResult]::new('--temperature', '--temperature', [CompletionResultType]::ParameterName, 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]')
            [CompletionResult]::new('--max-tokens', '--max-tokens', [CompletionResultType]::ParameterName, 'Most tokens in one answer [default: grows with the turns, at least 2048]')
            [CompletionResult]::new('--turns', '--turns', [CompletionResultType]::ParameterName, 'Turns in a conversation, user and assistant together [default: 10]')
            [CompletionResult]::new('--style', '--style', [CompletionResultType]::ParameterName, 'Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Store them, like those of generate')
            [CompletionResult]::new('--any', '--any', [CompletionResultType]::ParameterName, 'Allow a persona, emotion or topic that the template is not made for')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dialoom;templates;render' {
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Who talks')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'How they feel')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'What they talk about')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A variable of the template (repeat for several)')
            [CompletionResult]::new('--turns', '--turns', [CompletionResultType]::ParameterName, 'How many turns to ask for')
            [CompletionResult]::new('--style', '--style', [CompletionResultType]::ParameterName, 'The full prompt, or the brief one for small models')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;check' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;templates;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List templates')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a template as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a template file and add it; a known name gets a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Edit a template in $EDITOR: the file becomes its next version')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch a template off, so that it makes no new conversations')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Switch a template on again, or make an earlier version (NAME@2) the newest')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of a template')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare what two templates, or two versions of one, have made')
            [CompletionResult]::new('rename', 'rename', [CompletionResultType]::ParameterValue, 'Give a template another name')
            [CompletionResult]::new('rate', 'rate', [CompletionResultType]::ParameterValue, 'Rate a template from 1 to 5')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add every template file of a folder, or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every template as a file of its own')
            [CompletionResult]::new('try', 'try', [CompletionResultType]::ParameterValue, 'Make some conversations, show them, and store none')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Print the prompt that a template makes')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'List all problems of templates')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;templates;help;list' {
            break
        }
        'dialoom;templates;help;show' {
            break
        }
        'dialoom;templates;help;add' {
            break
        }
        'dialoom;templates;help;edit' {
            break
        }
        'dialoom;templates;help;remove' {
            break
        }
        'dialoom;templates;help;restore' {
            break
        }
        'dialoom;templates;help;versions' {
            break
        }
        'dialoom;templates;help;diff' {
            break
        }
        'dialoom;templates;help;compare' {
            break
        }
        'dialoom;templates;help;rename' {
            break
        }
        'dialoom;templates;help;rate' {
            break
        }
        'dialoom;templates;help;import' {
            break
        }
        'dialoom;templates;help;export' {
            break
        }
        'dialoom;templates;help;try' {
            break
        }
        'dialoom;templates;help;render' {
            break
        }
        'dialoom;templates;help;check' {
            break
        }
        'dialoom;templates;help;help' {
            break
        }
        'dialoom;scenarios' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            [CompletionResult]::new('vary', 'vary', [CompletionResultType]::ParameterValue, 'Let a model write variations of one, as drafts')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;scenarios;list' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Include those not in use')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;show' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;add' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;edit' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The same as FILE')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;versions' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;diff' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;restore' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;remove' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--purge', '--purge', [CompletionResultType]::ParameterName, 'Delete it with all its versions; only where nothing rests on it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;import' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;export' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;vary' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many to write')
            [CompletionResult]::new('--number', '--number', [CompletionResultType]::ParameterName, 'How many to write')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Provider that answers [default: the one whose key or URL is set]')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Model to ask [default: the provider''s current one, or the server''s only one]')
            [CompletionResult]::new('--temperature', '--temperature', [CompletionResultType]::ParameterName, 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]')
            [CompletionResult]::new('--rpm', '--rpm', [CompletionResultType]::ParameterName, 'Most requests per minute for each key; "none" for no limit [default: 50]')
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Most to spend: stop before a call that could exceed it')
            [CompletionResult]::new('--max-cost-per-day', '--max-cost-per-day', [CompletionResultType]::ParameterName, 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Retries of a failed call [default: 3]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for one answer [default: 60]')
            [CompletionResult]::new('--max-tokens', '--max-tokens', [CompletionResultType]::ParameterName, 'Most tokens in one answer [default: at least 2048]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what it would cost; send nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;scenarios;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            [CompletionResult]::new('vary', 'vary', [CompletionResultType]::ParameterValue, 'Let a model write variations of one, as drafts')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;scenarios;help;list' {
            break
        }
        'dialoom;scenarios;help;show' {
            break
        }
        'dialoom;scenarios;help;add' {
            break
        }
        'dialoom;scenarios;help;edit' {
            break
        }
        'dialoom;scenarios;help;versions' {
            break
        }
        'dialoom;scenarios;help;diff' {
            break
        }
        'dialoom;scenarios;help;restore' {
            break
        }
        'dialoom;scenarios;help;remove' {
            break
        }
        'dialoom;scenarios;help;import' {
            break
        }
        'dialoom;scenarios;help;export' {
            break
        }
        'dialoom;scenarios;help;vary' {
            break
        }
        'dialoom;scenarios;help;help' {
            break
        }
        'dialoom;edge-cases' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Show which were tried, passed and approved')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;edge-cases;list' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Include those not in use')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;show' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;add' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;edit' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The same as FILE')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;versions' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;diff' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;restore' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;remove' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--purge', '--purge', [CompletionResultType]::ParameterName, 'Delete it with all its versions; only where nothing rests on it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;import' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;export' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;coverage' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;edge-cases;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Show which were tried, passed and approved')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;edge-cases;help;list' {
            break
        }
        'dialoom;edge-cases;help;show' {
            break
        }
        'dialoom;edge-cases;help;add' {
            break
        }
        'dialoom;edge-cases;help;edit' {
            break
        }
        'dialoom;edge-cases;help;versions' {
            break
        }
        'dialoom;edge-cases;help;diff' {
            break
        }
        'dialoom;edge-cases;help;restore' {
            break
        }
        'dialoom;edge-cases;help;remove' {
            break
        }
        'dialoom;edge-cases;help;import' {
            break
        }
        'dialoom;edge-cases;help;export' {
            break
        }
        'dialoom;edge-cases;help;coverage' {
            break
        }
        'dialoom;edge-cases;help;help' {
            break
        }
        'dialoom;library' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store all templates, scenarios, edge cases and vocabularies of a folder, or none')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;library;import' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;library;help' {
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store all templates, scenarios, edge cases and vocabularies of a folder, or none')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;library;help;import' {
            break
        }
        'dialoom;library;help;help' {
            break
        }
        'dialoom;vocabulary' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;vocabulary;list' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Include those not in use')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;show' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;add' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;edit' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The same as FILE')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;versions' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;diff' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;restore' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;remove' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--purge', '--purge', [CompletionResultType]::ParameterName, 'Delete it with all its versions; only where nothing rests on it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;import' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;export' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;vocabulary;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;vocabulary;help;list' {
            break
        }
        'dialoom;vocabulary;help;show' {
            break
        }
        'dialoom;vocabulary;help;add' {
            break
        }
        'dialoom;vocabulary;help;edit' {
            break
        }
        'dialoom;vocabulary;help;versions' {
            break
        }
        'dialoom;vocabulary;help;diff' {
            break
        }
        'dialoom;vocabulary;help;restore' {
            break
        }
        'dialoom;vocabulary;help;remove' {
            break
        }
        'dialoom;vocabulary;help;import' {
            break
        }
        'dialoom;vocabulary;help;export' {
            break
        }
        'dialoom;vocabulary;help;help' {
            break
        }
        'dialoom;documents' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Read files, split them into chunks and store them')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List documents')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a document and where its chunks begin')
            [CompletionResult]::new('chunks', 'chunks', [CompletionResultType]::ParameterValue, 'Print the chunks of a document, or one chunk')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find chunks that hold all these words')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a document and its chunks')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;documents;add' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'The name of the document, for a single file [default: the file''s name without its ending]')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Format of the files [default: what the ending of the name says]')
            [CompletionResult]::new('--chunk-tokens', '--chunk-tokens', [CompletionResultType]::ParameterName, 'The most tokens of a chunk [default: as before, else 400]')
            [CompletionResult]::new('--overlap', '--overlap', [CompletionResultType]::ParameterName, 'The most tokens that two chunks share [default: as before, else 40]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;documents;list' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;documents;show' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;documents;chunks' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;documents;search' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The most chunks')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;documents;remove' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--purge', '--purge', [CompletionResultType]::ParameterName, 'Also where conversations rest on it: they stay, and lose their source')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Remove without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Remove without asking')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;documents;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Read files, split them into chunks and store them')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List documents')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a document and where its chunks begin')
            [CompletionResult]::new('chunks', 'chunks', [CompletionResultType]::ParameterValue, 'Print the chunks of a document, or one chunk')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find chunks that hold all these words')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a document and its chunks')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;documents;help;add' {
            break
        }
        'dialoom;documents;help;list' {
            break
        }
        'dialoom;documents;help;show' {
            break
        }
        'dialoom;documents;help;chunks' {
            break
        }
        'dialoom;documents;help;search' {
            break
        }
        'dialoom;documents;help;remove' {
            break
        }
        'dialoom;documents;help;help' {
            break
        }
        'dialoom;create' {
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Who the user is, where the form does not say it')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'How the user feels, where the form does not say it')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'What they talk about, where the form does not say it')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;diff' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;purge' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only in these states (several: comma-separated or repeated)')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Only these tiers (several: comma-separated or repeated)')
            [CompletionResult]::new('--persona', '--persona', [CompletionResultType]::ParameterName, 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--emotion', '--emotion', [CompletionResultType]::ParameterName, 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only in this category (repeat for several)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'Only with this value of a parameter or drawn axis (repeat for more values or names)')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only from this batch, by name or id, or @last (repeat for several)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only imported from this file, as it was named (repeat for several)')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'Only resting on this document, by name or id (repeat for several)')
            [CompletionResult]::new('--min-quality', '--min-quality', [CompletionResultType]::ParameterName, 'Only at this score or above (0 to 10)')
            [CompletionResult]::new('--max-quality', '--max-quality', [CompletionResultType]::ParameterName, 'Only at this score or below (0 to 10)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Only with this confidence (several: comma-separated or repeated)')
            [CompletionResult]::new('--finding', '--finding', [CompletionResultType]::ParameterName, 'Only with this finding (several: comma-separated or repeated)')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only with this tag (several: comma-separated or repeated)')
            [CompletionResult]::new('--unread-serious', '--unread-serious', [CompletionResultType]::ParameterName, 'Only with a serious finding that no person opened or named it for [default: any]')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only created before this time; same forms as --since')
            [CompletionResult]::new('--created-by', '--created-by', [CompletionResultType]::ParameterName, 'Only created by this person (repeat for several)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only from these providers (several: comma-separated or repeated)')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--trash', '--trash', [CompletionResultType]::ParameterName, 'Everything in the trash')
            [CompletionResult]::new('--old-text', '--old-text', [CompletionResultType]::ParameterName, 'Only resting on a text that is no longer in its document')
            [CompletionResult]::new('--no-findings', '--no-findings', [CompletionResultType]::ParameterName, 'Only without any finding')
            [CompletionResult]::new('--sent-back', '--sent-back', [CompletionResultType]::ParameterName, 'Only those that a person sent back, not those that a rule flagged')
            [CompletionResult]::new('--superseded', '--superseded', [CompletionResultType]::ParameterName, 'Only those whose place an approved newer version took; otherwise they are left out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;limits' {
            [CompletionResult]::new('--clear', '--clear', [CompletionResultType]::ParameterName, 'Lift the pause of a key, in running processes too; KEY as the table shows it')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Refresh every second until Ctrl-C; with --json, print one document per line')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;exports' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List exports, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show an export: filter, counts, files and checksums')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Compute the checksums of exported files again')
            [CompletionResult]::new('again', 'again', [CompletionResultType]::ParameterValue, 'Make an export again: the same conversations and options, and where they changed, what changed')
            [CompletionResult]::new('cleanup', 'cleanup', [CompletionResultType]::ParameterValue, 'Remove files of expired exports that nobody changed, and what killed exports left')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;exports;list' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The most exports')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;exports;show' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--ids', '--ids', [CompletionResultType]::ParameterName, 'Print the ids of its conversations alone, one per line')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;exports;verify' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;exports;again' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'File or folder to write; "-" is stdout [default: where it was]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'File or folder to write; "-" is stdout [default: where it was]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace what is there')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;exports;cleanup' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Remove without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Remove without asking')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;exports;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List exports, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show an export: filter, counts, files and checksums')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Compute the checksums of exported files again')
            [CompletionResult]::new('again', 'again', [CompletionResultType]::ParameterValue, 'Make an export again: the same conversations and options, and where they changed, what changed')
            [CompletionResult]::new('cleanup', 'cleanup', [CompletionResultType]::ParameterValue, 'Remove files of expired exports that nobody changed, and what killed exports left')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;exports;help;list' {
            break
        }
        'dialoom;exports;help;show' {
            break
        }
        'dialoom;exports;help;verify' {
            break
        }
        'dialoom;exports;help;again' {
            break
        }
        'dialoom;exports;help;cleanup' {
            break
        }
        'dialoom;exports;help;help' {
            break
        }
        'dialoom;backup' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;restore' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;config' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;doctor' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Check this provider instead of the configured one')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Do not contact the provider')
            [CompletionResult]::new('--replay', '--replay', [CompletionResultType]::ParameterName, 'Store answers that wait in spool files, first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;completions' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;man' {
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Write a page for dialoom and each command into this folder')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [default: dialoom.toml here or above, then the user''s]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Your name in the records [env: DIALOOM_USER] [default: the login name]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, errors and warnings that ask for action now')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more details (-vv: internal events, too)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Send a key in clear text (http://) to another machine')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'dialoom;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented dialoom.toml and an example plan here')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Make one conversation')
            [CompletionResult]::new('batch', 'batch', [CompletionResultType]::ParameterValue, 'Make many conversations: run, resume and watch batches')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List conversations')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a whole conversation')
            [CompletionResult]::new('review', 'review', [CompletionResultType]::ParameterValue, 'Read conversations one at a time, and decide')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Approve conversations for training')
            [CompletionResult]::new('reject', 'reject', [CompletionResultType]::ParameterValue, 'Reject conversations, with a reason')
            [CompletionResult]::new('revise', 'revise', [CompletionResultType]::ParameterValue, 'Send conversations back for revision, with a note')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Edit the text of a conversation')
            [CompletionResult]::new('note', 'note', [CompletionResultType]::ParameterValue, 'Write a note about a conversation')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'Put a tag on a conversation, or take it off')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back your last decision, edit or deletion')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show who decided and changed what about conversations')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Move conversations to the trash')
            [CompletionResult]::new('regenerate', 'regenerate', [CompletionResultType]::ParameterValue, 'Let a model write conversations anew, by note and findings')
            [CompletionResult]::new('judge', 'judge', [CompletionResultType]::ParameterValue, 'Let a model mark conversations: overall, relevance, accuracy')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import conversations: messages, ShareGPT, Alpaca, CSV, or our own JSON')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write approved conversations as a training file')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Show counts, quality, cost and tokens')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Write a report about the conversations: one page, fit for training or not, and why')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Work with plan files')
            [CompletionResult]::new('cost', 'cost', [CompletionResultType]::ParameterValue, 'Show what calls cost by day, batch, model or template, unusable answers included')
            [CompletionResult]::new('performance', 'performance', [CompletionResultType]::ParameterValue, 'Show how fast and how reliable each model is, by template')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Show the calls of providers, failed ones included')
            [CompletionResult]::new('duplicates', 'duplicates', [CompletionResultType]::ParameterValue, 'List groups of conversations that are almost the same')
            [CompletionResult]::new('score', 'score', [CompletionResultType]::ParameterValue, 'Score stored conversations again after the checks have changed')
            [CompletionResult]::new('templates', 'templates', [CompletionResultType]::ParameterValue, 'Keep templates and their versions; render and check them')
            [CompletionResult]::new('scenarios', 'scenarios', [CompletionResultType]::ParameterValue, 'Keep scenarios: list, show, add, edit, vary, remove, import and export them')
            [CompletionResult]::new('edge-cases', 'edge-cases', [CompletionResultType]::ParameterValue, 'Keep edge cases as scenarios are kept, and see which were tried')
            [CompletionResult]::new('library', 'library', [CompletionResultType]::ParameterValue, 'Store a whole folder of templates, scenarios, edge cases and vocabularies')
            [CompletionResult]::new('vocabulary', 'vocabulary', [CompletionResultType]::ParameterValue, 'Keep lists of personas, emotions and topics that plans name as @NAME')
            [CompletionResult]::new('documents', 'documents', [CompletionResultType]::ParameterValue, 'Keep your own documents as chunks of text')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Write a conversation by hand')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two conversations differ')
            [CompletionResult]::new('purge', 'purge', [CompletionResultType]::ParameterValue, 'Remove conversations for good, for personal data')
            [CompletionResult]::new('limits', 'limits', [CompletionResultType]::ParameterValue, 'Show how much of its rate limit each API key has used, across all processes')
            [CompletionResult]::new('exports', 'exports', [CompletionResultType]::ParameterValue, 'List, show and verify earlier exports')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Write the whole database into one file')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Put a backup in the place of the database')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show every setting and where it came from')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check configuration, database, keys and provider, and say what to fix')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dialoom;help;init' {
            break
        }
        'dialoom;help;generate' {
            break
        }
        'dialoom;help;batch' {
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Make the conversations of a plan; run it again to resume the batch')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show a data set of tiers before it is made, and write it as a plan')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List batches, newest first')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the progress of a batch, and how it turned out')
            [CompletionResult]::new('pause', 'pause', [CompletionResultType]::ParameterValue, 'Stop a running batch; calls in flight finish first')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Resume a batch that stopped, without its plan')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'End a batch and keep its conversations')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Retry the failed items of a batch')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set the priority or the description of a batch')
            [CompletionResult]::new('worker', 'worker', [CompletionResultType]::ParameterValue, 'Help with batches that others started, on this or another machine')
            break
        }
        'dialoom;help;batch;run' {
            break
        }
        'dialoom;help;batch;plan' {
            break
        }
        'dialoom;help;batch;list' {
            break
        }
        'dialoom;help;batch;status' {
            break
        }
        'dialoom;help;batch;pause' {
            break
        }
        'dialoom;help;batch;resume' {
            break
        }
        'dialoom;help;batch;cancel' {
            break
        }
        'dialoom;help;batch;retry' {
            break
        }
        'dialoom;help;batch;set' {
            break
        }
        'dialoom;help;batch;worker' {
            break
        }
        'dialoom;help;list' {
            break
        }
        'dialoom;help;show' {
            break
        }
        'dialoom;help;review' {
            break
        }
        'dialoom;help;approve' {
            break
        }
        'dialoom;help;reject' {
            break
        }
        'dialoom;help;revise' {
            break
        }
        'dialoom;help;edit' {
            break
        }
        'dialoom;help;note' {
            break
        }
        'dialoom;help;tag' {
            break
        }
        'dialoom;help;undo' {
            break
        }
        'dialoom;help;history' {
            break
        }
        'dialoom;help;delete' {
            break
        }
        'dialoom;help;regenerate' {
            break
        }
        'dialoom;help;judge' {
            break
        }
        'dialoom;help;import' {
            break
        }
        'dialoom;help;export' {
            break
        }
        'dialoom;help;stats' {
            [CompletionResult]::new('diversity', 'diversity', [CompletionResultType]::ParameterValue, 'Show how much variety there is: words, openings, closings, lengths, draws; and what to do')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Show each cell of a plan: asked, made and approved; or what is there')
            [CompletionResult]::new('templates', 'templates', [CompletionResultType]::ParameterValue, 'Compare templates: approval, score, cost per approved, each with how much is known')
            [CompletionResult]::new('reviewers', 'reviewers', [CompletionResultType]::ParameterValue, 'Show decisions by person: opened, named or by a filter, and the reasons')
            break
        }
        'dialoom;help;stats;diversity' {
            break
        }
        'dialoom;help;stats;coverage' {
            break
        }
        'dialoom;help;stats;templates' {
            break
        }
        'dialoom;help;stats;reviewers' {
            break
        }
        'dialoom;help;report' {
            break
        }
        'dialoom;help;plan' {
            [CompletionResult]::new('fill', 'fill', [CompletionResultType]::ParameterValue, 'Print a plan for what another plan still lacks')
            break
        }
        'dialoom;help;plan;fill' {
            break
        }
        'dialoom;help;cost' {
            break
        }
        'dialoom;help;performance' {
            break
        }
        'dialoom;help;logs' {
            break
        }
        'dialoom;help;duplicates' {
            break
        }
        'dialoom;help;score' {
            break
        }
        'dialoom;help;templates' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List templates')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a template as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a template file and add it; a known name gets a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Edit a template in $EDITOR: the file becomes its next version')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch a template off, so that it makes no new conversations')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Switch a template on again, or make an earlier version (NAME@2) the newest')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of a template')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare what two templates, or two versions of one, have made')
            [CompletionResult]::new('rename', 'rename', [CompletionResultType]::ParameterValue, 'Give a template another name')
            [CompletionResult]::new('rate', 'rate', [CompletionResultType]::ParameterValue, 'Rate a template from 1 to 5')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add every template file of a folder, or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every template as a file of its own')
            [CompletionResult]::new('try', 'try', [CompletionResultType]::ParameterValue, 'Make some conversations, show them, and store none')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Print the prompt that a template makes')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'List all problems of templates')
            break
        }
        'dialoom;help;templates;list' {
            break
        }
        'dialoom;help;templates;show' {
            break
        }
        'dialoom;help;templates;add' {
            break
        }
        'dialoom;help;templates;edit' {
            break
        }
        'dialoom;help;templates;remove' {
            break
        }
        'dialoom;help;templates;restore' {
            break
        }
        'dialoom;help;templates;versions' {
            break
        }
        'dialoom;help;templates;diff' {
            break
        }
        'dialoom;help;templates;compare' {
            break
        }
        'dialoom;help;templates;rename' {
            break
        }
        'dialoom;help;templates;rate' {
            break
        }
        'dialoom;help;templates;import' {
            break
        }
        'dialoom;help;templates;export' {
            break
        }
        'dialoom;help;templates;try' {
            break
        }
        'dialoom;help;templates;render' {
            break
        }
        'dialoom;help;templates;check' {
            break
        }
        'dialoom;help;scenarios' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            [CompletionResult]::new('vary', 'vary', [CompletionResultType]::ParameterValue, 'Let a model write variations of one, as drafts')
            break
        }
        'dialoom;help;scenarios;list' {
            break
        }
        'dialoom;help;scenarios;show' {
            break
        }
        'dialoom;help;scenarios;add' {
            break
        }
        'dialoom;help;scenarios;edit' {
            break
        }
        'dialoom;help;scenarios;versions' {
            break
        }
        'dialoom;help;scenarios;diff' {
            break
        }
        'dialoom;help;scenarios;restore' {
            break
        }
        'dialoom;help;scenarios;remove' {
            break
        }
        'dialoom;help;scenarios;import' {
            break
        }
        'dialoom;help;scenarios;export' {
            break
        }
        'dialoom;help;scenarios;vary' {
            break
        }
        'dialoom;help;edge-cases' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Show which were tried, passed and approved')
            break
        }
        'dialoom;help;edge-cases;list' {
            break
        }
        'dialoom;help;edge-cases;show' {
            break
        }
        'dialoom;help;edge-cases;add' {
            break
        }
        'dialoom;help;edge-cases;edit' {
            break
        }
        'dialoom;help;edge-cases;versions' {
            break
        }
        'dialoom;help;edge-cases;diff' {
            break
        }
        'dialoom;help;edge-cases;restore' {
            break
        }
        'dialoom;help;edge-cases;remove' {
            break
        }
        'dialoom;help;edge-cases;import' {
            break
        }
        'dialoom;help;edge-cases;export' {
            break
        }
        'dialoom;help;edge-cases;coverage' {
            break
        }
        'dialoom;help;library' {
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store all templates, scenarios, edge cases and vocabularies of a folder, or none')
            break
        }
        'dialoom;help;library;import' {
            break
        }
        'dialoom;help;vocabulary' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print one as a file')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Check a file and store it; a known name becomes a new version')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change one in the editor, or by a file; every change is a new version')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the versions of one')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show how two versions differ')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an earlier version (NAME@2) the newest, or switch one on again')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Switch one off, so that nothing new is made from it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store every file of a folder, all or none')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write one file for each into a folder')
            break
        }
        'dialoom;help;vocabulary;list' {
            break
        }
        'dialoom;help;vocabulary;show' {
            break
        }
        'dialoom;help;vocabulary;add' {
            break
        }
        'dialoom;help;vocabulary;edit' {
            break
        }
        'dialoom;help;vocabulary;versions' {
            break
        }
        'dialoom;help;vocabulary;diff' {
            break
        }
        'dialoom;help;vocabulary;restore' {
            break
        }
        'dialoom;help;vocabulary;remove' {
            break
        }
        'dialoom;help;vocabulary;import' {
            break
        }
        'dialoom;help;vocabulary;export' {
            break
        }
        'dialoom;help;documents' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Read files, split them into chunks and store them')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List documents')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a document and where its chunks begin')
            [CompletionResult]::new('chunks', 'chunks', [CompletionResultType]::ParameterValue, 'Print the chunks of a document, or one chunk')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find chunks that hold all these words')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a document and its chunks')
            break
        }
        'dialoom;help;documents;add' {
            break
        }
        'dialoom;help;documents;list' {
            break
        }
        'dialoom;help;documents;show' {
            break
        }
        'dialoom;help;documents;chunks' {
            break
        }
        'dialoom;help;documents;search' {
            break
        }
        'dialoom;help;documents;remove' {
            break
        }
        'dialoom;help;create' {
            break
        }
        'dialoom;help;diff' {
            break
        }
        'dialoom;help;purge' {
            break
        }
        'dialoom;help;limits' {
            break
        }
        'dialoom;help;exports' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List exports, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show an export: filter, counts, files and checksums')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Compute the checksums of exported files again')
            [CompletionResult]::new('again', 'again', [CompletionResultType]::ParameterValue, 'Make an export again: the same conversations and options, and where they changed, what changed')
            [CompletionResult]::new('cleanup', 'cleanup', [CompletionResultType]::ParameterValue, 'Remove files of expired exports that nobody changed, and what killed exports left')
            break
        }
        'dialoom;help;exports;list' {
            break
        }
        'dialoom;help;exports;show' {
            break
        }
        'dialoom;help;exports;verify' {
            break
        }
        'dialoom;help;exports;again' {
            break
        }
        'dialoom;help;exports;cleanup' {
            break
        }
        'dialoom;help;backup' {
            break
        }
        'dialoom;help;restore' {
            break
        }
        'dialoom;help;config' {
            break
        }
        'dialoom;help;doctor' {
            break
        }
        'dialoom;help;completions' {
            break
        }
        'dialoom;help;man' {
            break
        }
        'dialoom;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
