# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_dialoom_global_optspecs
    string join \n db= config= user= json q/quiet v/verbose y/yes insecure color= log-file= h/help V/version
end

function __fish_dialoom_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_dialoom_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_dialoom_using_subcommand
    set -l cmd (__fish_dialoom_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c dialoom -n "__fish_dialoom_needs_command" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_needs_command" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_needs_command" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_needs_command" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_needs_command" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_needs_command" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_needs_command" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_needs_command" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_needs_command" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_needs_command" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_needs_command" -s V -l version -d 'Print version'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "init" -d 'Write a commented dialoom.toml and an example plan here'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "generate" -d 'Make one conversation'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "batch" -d 'Make many conversations: run, resume and watch batches'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "list" -d 'List conversations'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "show" -d 'Show a whole conversation'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "review" -d 'Read conversations one at a time, and decide'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "approve" -d 'Approve conversations for training'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "reject" -d 'Reject conversations, with a reason'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "revise" -d 'Send conversations back for revision, with a note'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "edit" -d 'Edit the text of a conversation'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "note" -d 'Write a note about a conversation'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "tag" -d 'Put a tag on a conversation, or take it off'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "undo" -d 'Take back your last decision, edit or deletion'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "history" -d 'Show who decided and changed what about conversations'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "delete" -d 'Move conversations to the trash'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "regenerate" -d 'Let a model write conversations anew, by note and findings'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "judge" -d 'Let a model mark conversations: overall, relevance, accuracy'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "import" -d 'Import conversations: messages, ShareGPT, Alpaca, CSV, or our own JSON'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "export" -d 'Write approved conversations as a training file'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "stats" -d 'Show counts, quality, cost and tokens'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "report" -d 'Write a report about the conversations: one page, fit for training or not, and why'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "plan" -d 'Work with plan files'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "cost" -d 'Show what calls cost by day, batch, model or template, unusable answers included'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "performance" -d 'Show how fast and how reliable each model is, by template'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "logs" -d 'Show the calls of providers, failed ones included'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "duplicates" -d 'List groups of conversations that are almost the same'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "score" -d 'Score stored conversations again after the checks have changed'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "templates" -d 'Keep templates and their versions; render and check them'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "scenarios" -d 'Keep scenarios: list, show, add, edit, vary, remove, import and export them'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "edge-cases" -d 'Keep edge cases as scenarios are kept, and see which were tried'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "library" -d 'Store a whole folder of templates, scenarios, edge cases and vocabularies'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "vocabulary" -d 'Keep lists of personas, emotions and topics that plans name as @NAME'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "documents" -d 'Keep your own documents as chunks of text'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "create" -d 'Write a conversation by hand'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "diff" -d 'Show how two conversations differ'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "purge" -d 'Remove conversations for good, for personal data'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "limits" -d 'Show how much of its rate limit each API key has used, across all processes'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "exports" -d 'List, show and verify earlier exports'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "backup" -d 'Write the whole database into one file'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "restore" -d 'Put a backup in the place of the database'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "config" -d 'Show every setting and where it came from'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "doctor" -d 'Check configuration, database, keys and provider, and say what to fix'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "completions" -d 'Print a completion script'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "man" -d 'Print the manual page'
complete -c dialoom -n "__fish_dialoom_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -l example -d 'Begin with a whole library: its files in the folder library, and all of it in the database' -r -f -a "financial-planning\t''
veterinary\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand init" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -s t -l template -d 'The template, by name or id; NAME@3 is its version 3' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l scenario -d 'A scenario (NAME@2: its version 2); it gives what other flags leave out' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l edge-case -d 'An edge case, or one sentence that tells one' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l persona -d 'Who talks' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l emotion -d 'How they feel' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l topic -d 'What they talk about' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l set -d 'A variable of the template (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l chunk -d 'The chunk of a document that it rests on: its id or DOCUMENT#NUMBER' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l language -d 'Language of the conversation: "de", "French" [default: that of the template]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l seed -d 'Seed of the draws (they also depend on how many conversations of the same persona, emotion and topic are stored)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l provider -d 'Provider that answers [default: the one whose key or URL is set]' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l model -d 'Model to ask [default: the provider\'s current one, or the server\'s only one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l temperature -d 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l max-tokens -d 'Most tokens in one answer [default: grows with the turns, at least 2048]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l turns -d 'Turns in a conversation, user and assistant together [default: 10]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l style -d 'Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]' -r -f -a "full\t''
brief\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l any -d 'Allow a persona, emotion or topic that the template is not made for'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l dry-run -d 'Show what it would cost; send nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l prompt -d 'With --dry-run: print the prompt, too'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l no-vary -d 'Draw nothing: ask the same way every time'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "run" -d 'Make the conversations of a plan; run it again to resume the batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "plan" -d 'Show a data set of tiers before it is made, and write it as a plan'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "list" -d 'List batches, newest first'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "status" -d 'Show the progress of a batch, and how it turned out'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "show" -d 'Show the progress of a batch, and how it turned out'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "pause" -d 'Stop a running batch; calls in flight finish first'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "resume" -d 'Resume a batch that stopped, without its plan'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "cancel" -d 'End a batch and keep its conversations'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "retry" -d 'Retry the failed items of a batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "set" -d 'Set the priority or the description of a batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "worker" -d 'Help with batches that others started, on this or another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and not __fish_seen_subcommand_from run plan list status show pause resume cancel retry set worker help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l tiers -d 'Make a data set from what is active, evenly spread [default: template=40,scenario=35,edge_case=15]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l name -d 'The batch\'s name [default: the plan\'s name, or its file\'s]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l concurrency -d 'Calls in flight at once [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l priority -d 'How urgent it is, 1 to 10: a worker that picks between batches takes 10 first [default: 5]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l language -d 'Language of the conversations: "de", "French" [default: that of the plan, else of the template]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l on-end -d 'Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l provider -d 'Provider that answers [default: the one whose key or URL is set]' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l model -d 'Model to ask [default: the provider\'s current one, or the server\'s only one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l temperature -d 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l max-tokens -d 'Most tokens in one answer [default: grows with the turns, at least 2048]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l turns -d 'Turns in a conversation, user and assistant together [default: 10]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l style -d 'Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]' -r -f -a "full\t''
brief\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l stop-on-error -d 'Stop at the first item that fails after all retries'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l dry-run -d 'Show what it would make and cost; send nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l prompt -d 'With --dry-run: print the first prompt, too'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l any -d 'Allow personas, emotions and topics that a template is not made for'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l no-vary -d 'Draw nothing: ask each cell the same way every time'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l tiers -d 'Make a data set from what is active, evenly spread [default: template=40,scenario=35,edge_case=15]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l name -d 'The name of the batch; another name draws otherwise [default: tiers, or tiers-2 …]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -s o -l output -d 'Write it as a plan into this file, which must not exist yet' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from plan" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -l limit -d 'Most batches to show' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from pause" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l concurrency -d 'Calls in flight at once [default: as when the batch started]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l on-end -d 'Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l stop-on-error -d 'Stop at the first item that fails after all retries'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l concurrency -d 'Calls in flight at once [default: as when the batch started]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l on-end -d 'Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l stop-on-error -d 'Stop at the first item that fails after all retries'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l priority -d 'How urgent it is, 1 to 10: a worker that picks between batches takes 10 first' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l description -d 'What it is for; "" for nothing' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l concurrency -d 'Calls in flight at once [default: as when the batch started]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l on-end -d 'Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l wait -d 'Keep running, and work on new batches as they appear'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l stop-on-error -d 'Stop at the first item that fails after all retries'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from worker" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "run" -d 'Make the conversations of a plan; run it again to resume the batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "plan" -d 'Show a data set of tiers before it is made, and write it as a plan'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "list" -d 'List batches, newest first'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show the progress of a batch, and how it turned out'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "pause" -d 'Stop a running batch; calls in flight finish first'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "resume" -d 'Resume a batch that stopped, without its plan'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "cancel" -d 'End a batch and keep its conversations'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "retry" -d 'Retry the failed items of a batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "set" -d 'Set the priority or the description of a batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "worker" -d 'Help with batches that others started, on this or another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand batch; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l sort -d 'Sort by a heading, or by created, quality or review' -r -f -a "created\t''
age\t''
quality\t''
score\t''
review\t''
checks\t''
title\t''
label\t''
status\t''
turns\t''
tier\t''
persona\t''
emotion\t''
topic\t''
cost\t''
by\t''
from\t''
id\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l columns -d 'Show these columns, in this order (comma-separated)' -r -f -a "id\t''
status\t''
from\t''
score\t''
checks\t''
turns\t''
tier\t''
persona\t''
emotion\t''
topic\t''
label\t''
title\t''
cost\t''
by\t''
age\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l limit -d 'Most conversations to show, 1 to 1000; with --ids or --json, 0 for all' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l cursor -d 'Go on with the page that this cursor leads to' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l asc -d 'Smallest, oldest or A first [default for texts and checks]'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l desc -d 'Largest, newest or Z first [default for all else]'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l ids -d 'Print only ids, one per line, for a pipe'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l all -d 'With --ids or --json: all that match, however many'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l no-pager -d 'Print a long result at once, without a pager (DIALOOM_PAGER, PAGER, else less)'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l format -d 'Output format' -r -f -a "text\t''
markdown\t''
json\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l no-pager -d 'Print a long result at once, without a pager (DIALOOM_PAGER, PAGER, else less)'
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand show" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l order -d 'Which to show first, by score or by age' -r -f -a "worst\t''
best\t''
oldest\t''
newest\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l sample -d 'Review a share of the queue, drawn by a seed: 10%' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l seed -d 'The seed of --sample: the same seed draws the same from the same queue' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l plain -d 'Review line by line, without the full screen'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand review" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l note -d 'A remark for the review history' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l dry-run -d 'Show what would change, and change nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l with-findings -d 'Decide about those with serious findings, too'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand approve" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l reason -d 'Why; kept in the review history' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l dry-run -d 'Show what would change, and change nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l with-findings -d 'Decide about those with serious findings, too'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand reject" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l note -d 'What to change; kept in the review history' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l reopen -d 'Reopen rejected conversations: they go back to pending_review'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l dry-run -d 'Show what would change, and change nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l with-findings -d 'Decide about those with serious findings, too'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand revise" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l turn -d 'Change this turn alone, without an editor' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l content -d 'The new text of that turn; "-" reads it from stdin' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edit" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand note" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -l remove -d 'Take the tag off'
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand tag" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l limit -d 'Most acts that --list shows, 1 to 1000' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l skip -d 'Pass over your last N acts, as --list shows them, and take back the one before' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l list -d 'Show what can be taken back, the next one first, and change nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand undo" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -l no-pager -d 'Print a long result at once, without a pager (DIALOOM_PAGER, PAGER, else less)'
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand history" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l force -d 'Delete approved ones, too'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l dry-run -d 'Show what would go, and change nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand delete" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l note -d 'What to do differently [default: the note of the last send-back of each]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l provider -d 'Provider that answers [default: the one whose key or URL is set]' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l model -d 'Model to ask [default: the provider\'s current one, or the server\'s only one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l temperature -d 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l max-tokens -d 'Most tokens in one answer [default: grows with the turns, at least 2048]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l style -d 'Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]' -r -f -a "full\t''
brief\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l concurrency -d 'Calls in flight at once [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l turns -d 'Turns in a conversation, user and assistant together [default: as the old version was asked for]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l dry-run -d 'Show what it would ask and cost; send nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand regenerate" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l provider -d 'Provider of the judge [default: that of [judge] in dialoom.toml]' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l model -d 'Model that judges; best of another family than the one that made the conversations' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l base-url -d 'Server of the judge\'s own, for chat completions [default: that of its provider]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l rubric -d 'File with your own rubric [default: the built-in one]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l min-mark -d 'Marks below are findings, 1 to 10; 3 or less always is [default: 6]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l concurrency -d 'Calls in flight at once [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l print-rubric -d 'Print the rubric, and ask nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l calibrate -d 'Compare marks with people\'s decisions; ask nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l dry-run -d 'Show what it would ask and cost; send nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l anew -d 'Ask again what this judge answered by an earlier built-in rubric, or told something else'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand judge" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l as -d 'Format of the rows [default: what the first ones look like]' -r -f -a "messages\t''
sharegpt\t''
alpaca\t''
csv\t''
native\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l map -d 'Read NAME from another field, or from a path like meta.user: persona, emotion, topic, title, system, messages, any field of a format; another name becomes a parameter (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l persona -d 'Persona of rows that name none [default: unknown]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l emotion -d 'Emotion of rows that name none [default: unknown]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l topic -d 'Topic of rows that name none' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l dry-run -d 'Say what would be imported, and store nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l keep-going -d 'Leave out lines that cannot be read'
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand import" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -s o -l output -d 'File to write, or folder with --layout; "-" is stdout [default: stdout]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l expires -d 'Let exports cleanup remove the file after an age (90d) or at a date' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -s f -l format -d 'File format [default: from the ending of -o, else jsonl]' -r -f -a "json\t''
jsonl\t''
csv\t''
parquet\t''
markdown\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l shape -d 'What a row holds [default: native for json, else messages]' -r -f -a "messages\t''
prompt-completion\t''
kto\t''
sharegpt\t''
llama-factory\t''
dpo\t''
axolotl\t''
gemini\t''
bedrock\t''
alpaca\t''
native\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l system -d 'System prompt of every conversation; @FILE reads it from a file' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l split -d 'Several files by shares: train=0.9,validation=0.1 makes NAME-train and NAME-validation' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l layout -d 'A folder that a hub accepts: parquet, card, manifest, Croissant; [dataset] in dialoom.toml states the rest' -r -f -a "huggingface\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l shard-size -d 'With --layout: begin another file of a part from so many megabytes on [default: 500]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l group-by -d 'What stays in one part of a split [default: cell, that is persona, emotion and topic]' -r -f -a "cell\t''
persona\t''
topic\t''
document\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l tokenizer -d 'Also defuse the special tokens of this tokenizer.json, and count by it for --max-tokens' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l include -d 'Add these to each row, beside its turns (several: comma-separated)' -r -f -a "metadata\t''
quality\t''
timestamps\t''
history\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l limit -d 'Stop after so many conversations' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l dedupe -d 'Leave out what is at least so similar to an earlier one (0.5 to 1, for example 0.8)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l max-tokens -d 'Leave out conversations of more tokens; --tokenizer counts, else it is an estimate' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l balance -d 'As many conversations of each tier, persona or template' -r -f -a "tier\t''
persona\t''
template\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l seed -d 'The order of --shuffle: the same number, the same order [default: 0]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l force -d 'Replace an existing file'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l dry-run -d 'Count what would be written and left out, and write nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l include-simulated -d 'Include conversations that the simulator made'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l with-findings -d 'Include those with serious findings (approved by a filter; nobody opened or named them)'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l per-turn -d 'One example for each answer, with everything before it'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l skip-invalid -d 'Leave out conversations that the shape cannot express, instead of an error'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l split-anew -d 'Split by the hashes alone: what an earlier export by this split held out may become training data'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l spreadsheet-safe -l escape-formulas -d 'Disarm csv cells that a spreadsheet would run: an apostrophe before a formula'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l since-last -d 'Only what no earlier export of the same format and shape had, or what was edited since'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l shuffle -d 'In another order than oldest first'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l by -d 'Break the numbers down, one row for each value; with two (persona,emotion) as a grid' -r -f -a "template\t''
tier\t''
persona\t''
emotion\t''
topic\t''
model\t''
provider\t''
day\t''
batch\t''
status\t''
confidence\t''
source\t''
creator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -f -a "diversity" -d 'Show how much variety there is: words, openings, closings, lengths, draws; and what to do'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -f -a "coverage" -d 'Show each cell of a plan: asked, made and approved; or what is there'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -f -a "templates" -d 'Compare templates: approval, score, cost per approved, each with how much is known'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -f -a "reviewers" -d 'Show decisions by person: opened, named or by a filter, and the reasons'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and not __fish_seen_subcommand_from diversity coverage templates reviewers help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from diversity" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l all -d 'Show complete cells as well'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from coverage" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from templates" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from reviewers" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from help" -f -a "diversity" -d 'Show how much variety there is: words, openings, closings, lengths, draws; and what to do'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from help" -f -a "coverage" -d 'Show each cell of a plan: asked, made and approved; or what is there'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from help" -f -a "templates" -d 'Compare templates: approval, score, cost per approved, each with how much is known'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from help" -f -a "reviewers" -d 'Show decisions by person: opened, named or by a filter, and the reasons'
complete -c dialoom -n "__fish_dialoom_using_subcommand stats; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -s o -l output -d 'File to write; "-" is stdout' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l plan -d 'Compare with what this plan asks for' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l compare -d 'Tell what changed since this report (a file of report --json), or what differs from this batch' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l force -d 'Replace an existing file'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand report" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -f -a "fill" -d 'Print a plan for what another plan still lacks'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and not __fish_seen_subcommand_from fill help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -s o -l output -d 'Write the new plan into this file, which must not exist yet [default: stdout]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from fill" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from help" -f -a "fill" -d 'Print a plan for what another plan still lacks'
complete -c dialoom -n "__fish_dialoom_using_subcommand plan; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l by -d 'What each row stands for' -r -f -a "day\t''
batch\t''
model\t''
template\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l batch -d 'Only of this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l template -d 'Only with this template, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l model -d 'Only of this model (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l provider -d 'Only of these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l status -d 'Only calls that ended so (several: comma-separated or repeated)' -r -f -a "success\t''
failed\t''
rate_limited\t''
timeout\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l day -d 'Only on this day (UTC), as 2026-11-01' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l since -d 'Only ended at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l until -d 'Only ended before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l created-by -d 'Only made by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand cost" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l batch -d 'Only of this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l template -d 'Only with this template, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l model -d 'Only of this model (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l provider -d 'Only of these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l status -d 'Only calls that ended so (several: comma-separated or repeated)' -r -f -a "success\t''
failed\t''
rate_limited\t''
timeout\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l day -d 'Only on this day (UTC), as 2026-11-01' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l since -d 'Only ended at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l until -d 'Only ended before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l created-by -d 'Only made by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand performance" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l limit -d 'Most calls to show, 1 to 1000' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l cursor -d 'Go on with the page that this cursor leads to' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l batch -d 'Only of this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l template -d 'Only with this template, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l model -d 'Only of this model (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l provider -d 'Only of these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l status -d 'Only calls that ended so (several: comma-separated or repeated)' -r -f -a "success\t''
failed\t''
rate_limited\t''
timeout\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l day -d 'Only on this day (UTC), as 2026-11-01' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l since -d 'Only ended at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l until -d 'Only ended before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l created-by -d 'Only made by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l payload -d 'Show parameters, prompt and answer of each call as well'
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand logs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l threshold -d 'Lowest similarity, 0.5 to 1 (to the first of the group)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l by -d 'What to compare' -r -f -a "turns\t''
opening\t''
closing\t''
title\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l keep -d 'Reject all of each group but this one; asks first' -r -f -a "best\t''
first\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l dry-run -d 'Show what --keep would reject, and change nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand duplicates" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l min-mark -d 'Marks of a judge below are findings, 1 to 10; 3 or less always is [default: as the judge was asked]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l dry-run -d 'Show what would change, and change nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand score" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "list" -d 'List templates'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "show" -d 'Print a template as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "add" -d 'Check a template file and add it; a known name gets a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "edit" -d 'Edit a template in $EDITOR: the file becomes its next version'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "remove" -d 'Switch a template off, so that it makes no new conversations'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "restore" -d 'Switch a template on again, or make an earlier version (NAME@2) the newest'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "versions" -d 'List the versions of a template'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "compare" -d 'Compare what two templates, or two versions of one, have made'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "rename" -d 'Give a template another name'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "rate" -d 'Rate a template from 1 to 5'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "import" -d 'Add every template file of a folder, or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "export" -d 'Write every template as a file of its own'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "try" -d 'Make some conversations, show them, and store none'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "render" -d 'Print the prompt that a template makes'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "check" -d 'List all problems of templates'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and not __fish_seen_subcommand_from list show add edit remove restore versions diff compare rename rate import export try render check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l persona -d 'Only those made for this persona, or for any (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l all -d 'Include inactive templates'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l active -d 'Only active templates, as without --all'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -l file -d 'The same as FILE' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -l purge -d 'Delete it with all its versions; only where nothing rests on it'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from versions" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l persona -d 'Only this persona, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l emotion -d 'Only this emotion, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l topic -d 'Only this topic, or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from compare" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from rate" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -s n -l number -d 'How many to make' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l persona -d 'Who talks [default: the personas the template is made for, in turn]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l emotion -d 'How they feel [default: the emotions it is made for, in turn]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l topic -d 'What they talk about [default: the topics it is made for, in turn]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l set -d 'A variable of the template (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l seed -d 'Seed of the draws' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l provider -d 'Provider that answers [default: the one whose key or URL is set]' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l model -d 'Model to ask [default: the provider\'s current one, or the server\'s only one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l temperature -d 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l max-tokens -d 'Most tokens in one answer [default: grows with the turns, at least 2048]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l turns -d 'Turns in a conversation, user and assistant together [default: 10]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l style -d 'Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]' -r -f -a "full\t''
brief\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l keep -d 'Store them, like those of generate'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l any -d 'Allow a persona, emotion or topic that the template is not made for'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from try" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l persona -d 'Who talks' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l emotion -d 'How they feel' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l topic -d 'What they talk about' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l set -d 'A variable of the template (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l turns -d 'How many turns to ask for' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l style -d 'The full prompt, or the brief one for small models' -r -f -a "full\t''
brief\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from render" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "list" -d 'List templates'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print a template as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "add" -d 'Check a template file and add it; a known name gets a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "edit" -d 'Edit a template in $EDITOR: the file becomes its next version'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Switch a template off, so that it makes no new conversations'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "restore" -d 'Switch a template on again, or make an earlier version (NAME@2) the newest'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "versions" -d 'List the versions of a template'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "compare" -d 'Compare what two templates, or two versions of one, have made'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "rename" -d 'Give a template another name'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "rate" -d 'Rate a template from 1 to 5'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "import" -d 'Add every template file of a folder, or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write every template as a file of its own'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "try" -d 'Make some conversations, show them, and store none'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "render" -d 'Print the prompt that a template makes'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "check" -d 'List all problems of templates'
complete -c dialoom -n "__fish_dialoom_using_subcommand templates; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "vary" -d 'Let a model write variations of one, as drafts'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export vary help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -l all -d 'Include those not in use'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -l file -d 'The same as FILE' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from versions" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -l purge -d 'Delete it with all its versions; only where nothing rests on it'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -s n -l number -d 'How many to write' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l provider -d 'Provider that answers [default: the one whose key or URL is set]' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l model -d 'Model to ask [default: the provider\'s current one, or the server\'s only one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l temperature -d 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l rpm -d 'Most requests per minute for each key; "none" for no limit [default: 50]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l max-cost -d 'Most to spend: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l max-cost-per-day -d 'Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l max-retries -d 'Retries of a failed call [default: 3]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l timeout -d 'Seconds to wait for one answer [default: 60]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l max-tokens -d 'Most tokens in one answer [default: at least 2048]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l dry-run -d 'Show what it would cost; send nothing'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from vary" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "vary" -d 'Let a model write variations of one, as drafts'
complete -c dialoom -n "__fish_dialoom_using_subcommand scenarios; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "coverage" -d 'Show which were tried, passed and approved'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export coverage help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -l all -d 'Include those not in use'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -l file -d 'The same as FILE' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from versions" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -l purge -d 'Delete it with all its versions; only where nothing rests on it'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from coverage" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "coverage" -d 'Show which were tried, passed and approved'
complete -c dialoom -n "__fish_dialoom_using_subcommand edge-cases; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -f -a "import" -d 'Store all templates, scenarios, edge cases and vocabularies of a folder, or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and not __fish_seen_subcommand_from import help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from help" -f -a "import" -d 'Store all templates, scenarios, edge cases and vocabularies of a folder, or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand library; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and not __fish_seen_subcommand_from list show add edit versions diff restore remove import export help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -l all -d 'Include those not in use'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -l file -d 'The same as FILE' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from versions" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -l purge -d 'Delete it with all its versions; only where nothing rests on it'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand vocabulary; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -f -a "add" -d 'Read files, split them into chunks and store them'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -f -a "list" -d 'List documents'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -f -a "show" -d 'Show a document and where its chunks begin'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -f -a "chunks" -d 'Print the chunks of a document, or one chunk'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -f -a "search" -d 'Find chunks that hold all these words'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -f -a "remove" -d 'Remove a document and its chunks'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and not __fish_seen_subcommand_from add list show chunks search remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l title -d 'The name of the document, for a single file [default: the file\'s name without its ending]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l as -d 'Format of the files [default: what the ending of the name says]' -r -f -a "text\t''
markdown\t''
html\t''
pdf\t''
docx\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l chunk-tokens -d 'The most tokens of a chunk [default: as before, else 400]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l overlap -d 'The most tokens that two chunks share [default: as before, else 40]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from chunks" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -l limit -d 'The most chunks' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from search" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -l purge -d 'Also where conversations rest on it: they stay, and lose their source'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Remove without asking'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from help" -f -a "add" -d 'Read files, split them into chunks and store them'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from help" -f -a "list" -d 'List documents'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a document and where its chunks begin'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from help" -f -a "chunks" -d 'Print the chunks of a document, or one chunk'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from help" -f -a "search" -d 'Find chunks that hold all these words'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a document and its chunks'
complete -c dialoom -n "__fish_dialoom_using_subcommand documents; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l persona -d 'Who the user is, where the form does not say it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l emotion -d 'How the user feels, where the form does not say it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l topic -d 'What they talk about, where the form does not say it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand create" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand diff" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l status -d 'Only in these states (several: comma-separated or repeated)' -r -f -a "draft\t''
generated\t''
pending_review\t''
approved\t''
rejected\t''
needs_revision\t''
none\t''
failed\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l tier -d 'Only these tiers (several: comma-separated or repeated)' -r -f -a "template\t''
scenario\t''
edge_case\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l persona -d 'Only this persona, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l emotion -d 'Only this emotion, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l topic -d 'Only this topic, ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l category -d 'Only in this category (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l param -d 'Only with this value of a parameter or drawn axis (repeat for more values or names)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l template -d 'Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l batch -d 'Only from this batch, by name or id, or @last (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l source -d 'Only imported from this file, as it was named (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l document -d 'Only resting on this document, by name or id (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l min-quality -d 'Only at this score or above (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l max-quality -d 'Only at this score or below (0 to 10)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l confidence -d 'Only with this confidence (several: comma-separated or repeated)' -r -f -a "high\t''
medium\t''
low\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l finding -d 'Only with this finding (several: comma-separated or repeated)' -r -f -a "empty_turn\t''
too_short\t''
uneven_turns\t''
ends_on_user\t''
roles_not_alternating\t''
one_sided\t''
title\t''
cut_off\t''
repeated_turn\t''
repetition_inside\t''
filler\t''
prompt_echo\t''
meta_talk\t''
control_token\t''
leftover_placeholder\t''
encoding\t''
markup\t''
gibberish\t''
wrong_language\t''
refusal\t''
model_talk\t''
roles_swapped\t''
off_subject\t''
persona_absent\t''
emotion_absent\t''
missing_element\t''
criteria_unmet\t''
promise\t''
ungrounded\t''
arithmetic\t''
personal_data\t''
same_opening\t''
near_duplicate\t''
low_mark\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l tag -d 'Only with this tag (several: comma-separated or repeated)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l unread-serious -d 'Only with a serious finding that no person opened or named it for [default: any]' -r -f -a "any\t''
since\t''
before\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l search -d 'Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l since -d 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l until -d 'Only created before this time; same forms as --since' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l created-by -d 'Only created by this person (repeat for several)' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l provider -d 'Only from these providers (several: comma-separated or repeated)' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l trash -d 'Everything in the trash'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l old-text -d 'Only resting on a text that is no longer in its document'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l no-findings -d 'Only without any finding'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l sent-back -d 'Only those that a person sent back, not those that a rule flagged'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l superseded -d 'Only those whose place an approved newer version took; otherwise they are left out'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand purge" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l clear -d 'Lift the pause of a key, in running processes too; KEY as the table shows it' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l watch -d 'Refresh every second until Ctrl-C; with --json, print one document per line'
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand limits" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -f -a "list" -d 'List exports, newest first'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -f -a "show" -d 'Show an export: filter, counts, files and checksums'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -f -a "verify" -d 'Compute the checksums of exported files again'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -f -a "again" -d 'Make an export again: the same conversations and options, and where they changed, what changed'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -f -a "cleanup" -d 'Remove files of expired exports that nobody changed, and what killed exports left'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and not __fish_seen_subcommand_from list show verify again cleanup help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -l limit -d 'The most exports' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -l ids -d 'Print the ids of its conversations alone, one per line'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -s o -l output -d 'File or folder to write; "-" is stdout [default: where it was]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -l force -d 'Replace what is there'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from again" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -s y -l yes -d 'Remove without asking'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from cleanup" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from help" -f -a "list" -d 'List exports, newest first'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show an export: filter, counts, files and checksums'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Compute the checksums of exported files again'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from help" -f -a "again" -d 'Make an export again: the same conversations and options, and where they changed, what changed'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from help" -f -a "cleanup" -d 'Remove files of expired exports that nobody changed, and what killed exports left'
complete -c dialoom -n "__fish_dialoom_using_subcommand exports; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand backup" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand restore" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand config" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l provider -d 'Check this provider instead of the configured one' -r -f -a "anthropic\t''
openai\t''
simulator\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l offline -d 'Do not contact the provider'
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l replay -d 'Store answers that wait in spool files, first'
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand completions" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -l all -d 'Write a page for dialoom and each command into this folder' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -l db -d 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -l config -d 'Configuration file [default: dialoom.toml here or above, then the user\'s]' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -l user -d 'Your name in the records [env: DIALOOM_USER] [default: the login name]' -r
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -l log-file -d 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level' -r -F
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -l json -d 'Print one JSON document on stdout'
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -s q -l quiet -d 'Print only results, errors and warnings that ask for action now'
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -s v -l verbose -d 'Print more details (-vv: internal events, too)'
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -s y -l yes -d 'Answer yes to every question'
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -l insecure -d 'Send a key in clear text (http://) to another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand man" -s h -l help -d 'Print help'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "init" -d 'Write a commented dialoom.toml and an example plan here'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "generate" -d 'Make one conversation'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "batch" -d 'Make many conversations: run, resume and watch batches'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "list" -d 'List conversations'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "show" -d 'Show a whole conversation'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "review" -d 'Read conversations one at a time, and decide'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "approve" -d 'Approve conversations for training'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "reject" -d 'Reject conversations, with a reason'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "revise" -d 'Send conversations back for revision, with a note'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "edit" -d 'Edit the text of a conversation'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "note" -d 'Write a note about a conversation'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "tag" -d 'Put a tag on a conversation, or take it off'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "undo" -d 'Take back your last decision, edit or deletion'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "history" -d 'Show who decided and changed what about conversations'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "delete" -d 'Move conversations to the trash'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "regenerate" -d 'Let a model write conversations anew, by note and findings'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "judge" -d 'Let a model mark conversations: overall, relevance, accuracy'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "import" -d 'Import conversations: messages, ShareGPT, Alpaca, CSV, or our own JSON'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "export" -d 'Write approved conversations as a training file'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "stats" -d 'Show counts, quality, cost and tokens'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "report" -d 'Write a report about the conversations: one page, fit for training or not, and why'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "plan" -d 'Work with plan files'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "cost" -d 'Show what calls cost by day, batch, model or template, unusable answers included'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "performance" -d 'Show how fast and how reliable each model is, by template'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "logs" -d 'Show the calls of providers, failed ones included'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "duplicates" -d 'List groups of conversations that are almost the same'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "score" -d 'Score stored conversations again after the checks have changed'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "templates" -d 'Keep templates and their versions; render and check them'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "scenarios" -d 'Keep scenarios: list, show, add, edit, vary, remove, import and export them'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "edge-cases" -d 'Keep edge cases as scenarios are kept, and see which were tried'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "library" -d 'Store a whole folder of templates, scenarios, edge cases and vocabularies'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "vocabulary" -d 'Keep lists of personas, emotions and topics that plans name as @NAME'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "documents" -d 'Keep your own documents as chunks of text'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "create" -d 'Write a conversation by hand'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "diff" -d 'Show how two conversations differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "purge" -d 'Remove conversations for good, for personal data'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "limits" -d 'Show how much of its rate limit each API key has used, across all processes'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "exports" -d 'List, show and verify earlier exports'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "backup" -d 'Write the whole database into one file'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "restore" -d 'Put a backup in the place of the database'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "config" -d 'Show every setting and where it came from'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "doctor" -d 'Check configuration, database, keys and provider, and say what to fix'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "completions" -d 'Print a completion script'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "man" -d 'Print the manual page'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and not __fish_seen_subcommand_from init generate batch list show review approve reject revise edit note tag undo history delete regenerate judge import export stats report plan cost performance logs duplicates score templates scenarios edge-cases library vocabulary documents create diff purge limits exports backup restore config doctor completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "run" -d 'Make the conversations of a plan; run it again to resume the batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "plan" -d 'Show a data set of tiers before it is made, and write it as a plan'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "list" -d 'List batches, newest first'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "status" -d 'Show the progress of a batch, and how it turned out'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "pause" -d 'Stop a running batch; calls in flight finish first'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "resume" -d 'Resume a batch that stopped, without its plan'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "cancel" -d 'End a batch and keep its conversations'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "retry" -d 'Retry the failed items of a batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "set" -d 'Set the priority or the description of a batch'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from batch" -f -a "worker" -d 'Help with batches that others started, on this or another machine'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from stats" -f -a "diversity" -d 'Show how much variety there is: words, openings, closings, lengths, draws; and what to do'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from stats" -f -a "coverage" -d 'Show each cell of a plan: asked, made and approved; or what is there'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from stats" -f -a "templates" -d 'Compare templates: approval, score, cost per approved, each with how much is known'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from stats" -f -a "reviewers" -d 'Show decisions by person: opened, named or by a filter, and the reasons'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from plan" -f -a "fill" -d 'Print a plan for what another plan still lacks'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "list" -d 'List templates'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "show" -d 'Print a template as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "add" -d 'Check a template file and add it; a known name gets a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "edit" -d 'Edit a template in $EDITOR: the file becomes its next version'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "remove" -d 'Switch a template off, so that it makes no new conversations'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "restore" -d 'Switch a template on again, or make an earlier version (NAME@2) the newest'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "versions" -d 'List the versions of a template'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "compare" -d 'Compare what two templates, or two versions of one, have made'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "rename" -d 'Give a template another name'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "rate" -d 'Rate a template from 1 to 5'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "import" -d 'Add every template file of a folder, or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "export" -d 'Write every template as a file of its own'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "try" -d 'Make some conversations, show them, and store none'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "render" -d 'Print the prompt that a template makes'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from templates" -f -a "check" -d 'List all problems of templates'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from scenarios" -f -a "vary" -d 'Let a model write variations of one, as drafts'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from edge-cases" -f -a "coverage" -d 'Show which were tried, passed and approved'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from library" -f -a "import" -d 'Store all templates, scenarios, edge cases and vocabularies of a folder, or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "list" -d 'List them'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "show" -d 'Print one as a file'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "add" -d 'Check a file and store it; a known name becomes a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "edit" -d 'Change one in the editor, or by a file; every change is a new version'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "versions" -d 'List the versions of one'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "diff" -d 'Show how two versions differ'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "restore" -d 'Make an earlier version (NAME@2) the newest, or switch one on again'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "remove" -d 'Switch one off, so that nothing new is made from it'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "import" -d 'Store every file of a folder, all or none'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from vocabulary" -f -a "export" -d 'Write one file for each into a folder'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from documents" -f -a "add" -d 'Read files, split them into chunks and store them'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from documents" -f -a "list" -d 'List documents'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from documents" -f -a "show" -d 'Show a document and where its chunks begin'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from documents" -f -a "chunks" -d 'Print the chunks of a document, or one chunk'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from documents" -f -a "search" -d 'Find chunks that hold all these words'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from documents" -f -a "remove" -d 'Remove a document and its chunks'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from exports" -f -a "list" -d 'List exports, newest first'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from exports" -f -a "show" -d 'Show an export: filter, counts, files and checksums'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from exports" -f -a "verify" -d 'Compute the checksums of exported files again'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from exports" -f -a "again" -d 'Make an export again: the same conversations and options, and where they changed, what changed'
complete -c dialoom -n "__fish_dialoom_using_subcommand help; and __fish_seen_subcommand_from exports" -f -a "cleanup" -d 'Remove files of expired exports that nobody changed, and what killed exports left'

# Ids, batches and templates come from the database, everything else from the commands.
function __fish_dialoom_stored
    set -l line (commandline -opc)
    set -l values (command $line[1] complete -- $line (commandline -ct | string unescape 2>/dev/null; or commandline -ct) 2>/dev/null)
    or return 1
    test (count $values) -gt 0; or return 1
    string replace -r -- '^--[a-z-]+=' '' $values
    return 0
end
# Files are no values where the database has some.
complete -c dialoom -n '__fish_dialoom_stored >/dev/null' -f -a '(__fish_dialoom_stored)'
for flag in batch tag category param document chunk scenario edge-case persona emotion topic
    complete -c dialoom -l $flag -x -a '(__fish_dialoom_stored)'
end
complete -c dialoom -s t -l template -x -a '(__fish_dialoom_stored)'
