
use builtin;
use str;

set edit:completion:arg-completer[dialoom] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'dialoom'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'dialoom'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand init 'Write a commented dialoom.toml and an example plan here'
            cand generate 'Make one conversation'
            cand batch 'Make many conversations: run, resume and watch batches'
            cand list 'List conversations'
            cand show 'Show a whole conversation'
            cand review 'Read conversations one at a time, and decide'
            cand approve 'Approve conversations for training'
            cand reject 'Reject conversations, with a reason'
            cand revise 'Send conversations back for revision, with a note'
            cand export 'Write approved conversations as a training file'
            cand stats 'Show counts, quality, cost and tokens'
            cand limits 'Show how much of its rate limit each API key has used, across all processes'
            cand templates 'List, show, add, render and check templates'
            cand config 'Show every setting and where it came from'
            cand doctor 'Check configuration, database, keys and provider, and say what to fix'
            cand completions 'Print a completion script'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;init'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;generate'= {
            cand -t 'The template, by name or id'
            cand --template 'The template, by name or id'
            cand --persona 'Who talks'
            cand --emotion 'How they feel'
            cand --topic 'What they talk about'
            cand --set 'A variable of the template (repeat for several)'
            cand --provider 'Provider that answers [default: the one whose key or URL is set]'
            cand --model 'Model to ask [default: the provider''s current one, or the server''s only one]'
            cand --temperature 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]'
            cand --max-tokens 'Most tokens in one answer [default: grows with the turns, at least 2048]'
            cand --turns 'Turns in a conversation, user and assistant together [default: 10]'
            cand --rpm 'Most requests per minute for each key; "none" for no limit [default: 50]'
            cand --max-cost 'Most to spend: stop before a call that could exceed it'
            cand --max-retries 'Retries of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --dry-run 'Print the prompt and the estimate; send nothing'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
            cand run 'Make the conversations of a plan; run it again to resume the batch'
            cand list 'List batches, newest first'
            cand status 'Show the progress of a batch'
            cand pause 'Stop a running batch; calls in flight finish first'
            cand resume 'Resume a batch that stopped, without its plan'
            cand cancel 'End a batch and keep its conversations'
            cand retry 'Retry the failed items of a batch'
            cand worker 'Help with batches that others started, on this or another machine'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;batch;run'= {
            cand --name 'The batch''s name [default: the plan''s name, or its file''s]'
            cand --concurrency 'Calls in flight at once [default: 3]'
            cand --provider 'Provider that answers [default: the one whose key or URL is set]'
            cand --model 'Model to ask [default: the provider''s current one, or the server''s only one]'
            cand --temperature 'Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]'
            cand --max-tokens 'Most tokens in one answer [default: grows with the turns, at least 2048]'
            cand --turns 'Turns in a conversation, user and assistant together [default: 10]'
            cand --rpm 'Most requests per minute for each key; "none" for no limit [default: 50]'
            cand --max-cost 'Most to spend: stop before a call that could exceed it'
            cand --max-retries 'Retries of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --stop-on-error 'Stop at the first item that fails after all retries'
            cand --dry-run 'Show what it would make and cost; send nothing'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;list'= {
            cand --limit 'Most batches to show'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;status'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;pause'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;resume'= {
            cand --concurrency 'Calls in flight at once [default: as when the batch started]'
            cand --rpm 'Most requests per minute for each key; "none" for no limit [default: 50]'
            cand --max-cost 'Most to spend: stop before a call that could exceed it'
            cand --max-retries 'Retries of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --stop-on-error 'Stop at the first item that fails after all retries'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;cancel'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;retry'= {
            cand --concurrency 'Calls in flight at once [default: as when the batch started]'
            cand --rpm 'Most requests per minute for each key; "none" for no limit [default: 50]'
            cand --max-cost 'Most to spend: stop before a call that could exceed it'
            cand --max-retries 'Retries of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --stop-on-error 'Stop at the first item that fails after all retries'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;worker'= {
            cand --concurrency 'Calls in flight at once [default: as when the batch started]'
            cand --rpm 'Most requests per minute for each key; "none" for no limit [default: 50]'
            cand --max-cost 'Most to spend: stop before a call that could exceed it'
            cand --max-retries 'Retries of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --wait 'Keep running, and work on new batches as they appear'
            cand --stop-on-error 'Stop at the first item that fails after all retries'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;help'= {
            cand run 'Make the conversations of a plan; run it again to resume the batch'
            cand list 'List batches, newest first'
            cand status 'Show the progress of a batch'
            cand pause 'Stop a running batch; calls in flight finish first'
            cand resume 'Resume a batch that stopped, without its plan'
            cand cancel 'End a batch and keep its conversations'
            cand retry 'Retry the failed items of a batch'
            cand worker 'Help with batches that others started, on this or another machine'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;batch;help;run'= {
        }
        &'dialoom;batch;help;list'= {
        }
        &'dialoom;batch;help;status'= {
        }
        &'dialoom;batch;help;pause'= {
        }
        &'dialoom;batch;help;resume'= {
        }
        &'dialoom;batch;help;cancel'= {
        }
        &'dialoom;batch;help;retry'= {
        }
        &'dialoom;batch;help;worker'= {
        }
        &'dialoom;batch;help;help'= {
        }
        &'dialoom;list'= {
            cand --sort 'Sort by this'
            cand --limit 'Most conversations to show, 1 to 1000'
            cand --cursor 'Continue after the page that printed this cursor'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, ignoring case (repeat for several)'
            cand --emotion 'Only this emotion, ignoring case (repeat for several)'
            cand --topic 'Only this topic, ignoring case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only from these providers (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only with all these words in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)'
            cand --until 'Only created before this time; same forms as --since'
            cand --created-by 'Only created by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --asc 'Smallest, oldest or A first [default for title and status]'
            cand --desc 'Largest, newest or Z first [default for all else]'
            cand --ids 'Print only ids, one per line, for a pipe'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;show'= {
            cand --format 'Output format'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;review'= {
            cand --order 'Which to show first, by score or by age'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, ignoring case (repeat for several)'
            cand --emotion 'Only this emotion, ignoring case (repeat for several)'
            cand --topic 'Only this topic, ignoring case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only from these providers (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only with all these words in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)'
            cand --until 'Only created before this time; same forms as --since'
            cand --created-by 'Only created by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;approve'= {
            cand --note 'A remark for the review history'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, ignoring case (repeat for several)'
            cand --emotion 'Only this emotion, ignoring case (repeat for several)'
            cand --topic 'Only this topic, ignoring case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only from these providers (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only with all these words in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)'
            cand --until 'Only created before this time; same forms as --since'
            cand --created-by 'Only created by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --dry-run 'Show what would change, and change nothing'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;reject'= {
            cand --reason 'Why; kept in the review history'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, ignoring case (repeat for several)'
            cand --emotion 'Only this emotion, ignoring case (repeat for several)'
            cand --topic 'Only this topic, ignoring case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only from these providers (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only with all these words in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)'
            cand --until 'Only created before this time; same forms as --since'
            cand --created-by 'Only created by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --dry-run 'Show what would change, and change nothing'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;revise'= {
            cand --note 'What to change; kept in the review history'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, ignoring case (repeat for several)'
            cand --emotion 'Only this emotion, ignoring case (repeat for several)'
            cand --topic 'Only this topic, ignoring case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only from these providers (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only with all these words in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)'
            cand --until 'Only created before this time; same forms as --since'
            cand --created-by 'Only created by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --reopen 'Reopen rejected conversations: they go back to pending_review'
            cand --dry-run 'Show what would change, and change nothing'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;export'= {
            cand -f 'File format [default: from the ending of -o, else jsonl]'
            cand --format 'File format [default: from the ending of -o, else jsonl]'
            cand -o 'File to write; "-" is stdout [default: stdout]'
            cand --output 'File to write; "-" is stdout [default: stdout]'
            cand --include 'Add these to each jsonl row, beside its messages (several: comma-separated)'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, ignoring case (repeat for several)'
            cand --emotion 'Only this emotion, ignoring case (repeat for several)'
            cand --topic 'Only this topic, ignoring case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only from these providers (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only with all these words in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)'
            cand --until 'Only created before this time; same forms as --since'
            cand --created-by 'Only created by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --force 'Replace an existing file'
            cand --include-simulated 'Include conversations that the simulator made'
            cand --spreadsheet-safe 'Put an apostrophe before csv cells that a spreadsheet would run as a formula, except the messages'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;stats'= {
            cand --by 'Break the numbers down, one row for each value'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, ignoring case (repeat for several)'
            cand --emotion 'Only this emotion, ignoring case (repeat for several)'
            cand --topic 'Only this topic, ignoring case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only from these providers (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only with all these words in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)'
            cand --until 'Only created before this time; same forms as --since'
            cand --created-by 'Only created by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;limits'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --watch 'Refresh every second until Ctrl-C; with --json, print one document per line'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List templates'
            cand show 'Print a template as a file'
            cand add 'Check a template file and add it'
            cand render 'Print the prompt that a template makes'
            cand check 'List all problems of templates'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;templates;list'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --all 'Include inactive templates'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;show'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;add'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;render'= {
            cand --persona 'Who talks'
            cand --emotion 'How they feel'
            cand --topic 'What they talk about'
            cand --set 'A variable of the template (repeat for several)'
            cand --turns 'How many turns to ask for'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;check'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;help'= {
            cand list 'List templates'
            cand show 'Print a template as a file'
            cand add 'Check a template file and add it'
            cand render 'Print the prompt that a template makes'
            cand check 'List all problems of templates'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;templates;help;list'= {
        }
        &'dialoom;templates;help;show'= {
        }
        &'dialoom;templates;help;add'= {
        }
        &'dialoom;templates;help;render'= {
        }
        &'dialoom;templates;help;check'= {
        }
        &'dialoom;templates;help;help'= {
        }
        &'dialoom;config'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;doctor'= {
            cand --provider 'Check this provider instead of the configured one'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --offline 'Do not contact the provider'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;completions'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;man'= {
            cand --all 'Write a page for dialoom and each command into this folder'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Your name in the records [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Append a log in JSON lines to this file; DIALOOM_LOG sets its level'
            cand --json 'Print one JSON document on stdout'
            cand -q 'Print only results, warnings and errors'
            cand --quiet 'Print only results, warnings and errors'
            cand -v 'Print more details (-vv: internal events, too)'
            cand --verbose 'Print more details (-vv: internal events, too)'
            cand -y 'Answer yes to every question'
            cand --yes 'Answer yes to every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;help'= {
            cand init 'Write a commented dialoom.toml and an example plan here'
            cand generate 'Make one conversation'
            cand batch 'Make many conversations: run, resume and watch batches'
            cand list 'List conversations'
            cand show 'Show a whole conversation'
            cand review 'Read conversations one at a time, and decide'
            cand approve 'Approve conversations for training'
            cand reject 'Reject conversations, with a reason'
            cand revise 'Send conversations back for revision, with a note'
            cand export 'Write approved conversations as a training file'
            cand stats 'Show counts, quality, cost and tokens'
            cand limits 'Show how much of its rate limit each API key has used, across all processes'
            cand templates 'List, show, add, render and check templates'
            cand config 'Show every setting and where it came from'
            cand doctor 'Check configuration, database, keys and provider, and say what to fix'
            cand completions 'Print a completion script'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;help;init'= {
        }
        &'dialoom;help;generate'= {
        }
        &'dialoom;help;batch'= {
            cand run 'Make the conversations of a plan; run it again to resume the batch'
            cand list 'List batches, newest first'
            cand status 'Show the progress of a batch'
            cand pause 'Stop a running batch; calls in flight finish first'
            cand resume 'Resume a batch that stopped, without its plan'
            cand cancel 'End a batch and keep its conversations'
            cand retry 'Retry the failed items of a batch'
            cand worker 'Help with batches that others started, on this or another machine'
        }
        &'dialoom;help;batch;run'= {
        }
        &'dialoom;help;batch;list'= {
        }
        &'dialoom;help;batch;status'= {
        }
        &'dialoom;help;batch;pause'= {
        }
        &'dialoom;help;batch;resume'= {
        }
        &'dialoom;help;batch;cancel'= {
        }
        &'dialoom;help;batch;retry'= {
        }
        &'dialoom;help;batch;worker'= {
        }
        &'dialoom;help;list'= {
        }
        &'dialoom;help;show'= {
        }
        &'dialoom;help;review'= {
        }
        &'dialoom;help;approve'= {
        }
        &'dialoom;help;reject'= {
        }
        &'dialoom;help;revise'= {
        }
        &'dialoom;help;export'= {
        }
        &'dialoom;help;stats'= {
        }
        &'dialoom;help;limits'= {
        }
        &'dialoom;help;templates'= {
            cand list 'List templates'
            cand show 'Print a template as a file'
            cand add 'Check a template file and add it'
            cand render 'Print the prompt that a template makes'
            cand check 'List all problems of templates'
        }
        &'dialoom;help;templates;list'= {
        }
        &'dialoom;help;templates;show'= {
        }
        &'dialoom;help;templates;add'= {
        }
        &'dialoom;help;templates;render'= {
        }
        &'dialoom;help;templates;check'= {
        }
        &'dialoom;help;config'= {
        }
        &'dialoom;help;doctor'= {
        }
        &'dialoom;help;completions'= {
        }
        &'dialoom;help;man'= {
        }
        &'dialoom;help;help'= {
        }
    ]
    $completions[$command]
}
