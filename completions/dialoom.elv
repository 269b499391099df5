
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
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand init 'Write a commented dialoom.toml and an example plan here'
            cand generate 'Make one conversation'
            cand batch 'Make many: run, resume and watch batches'
            cand list 'List conversations'
            cand show 'Show a whole conversation'
            cand review 'Read and decide, one conversation at a time'
            cand approve 'Accept conversations for training'
            cand reject 'Refuse conversations, with a reason'
            cand revise 'Send conversations back to be made again, with a note'
            cand export 'Write approved conversations as a training file'
            cand stats 'Show counts, quality, cost and tokens'
            cand limits 'Show how much of the rate limit every API key has used, over all processes'
            cand templates 'See, add, render and check templates'
            cand config 'Show every setting and where it came from'
            cand doctor 'Check configuration, database, keys and provider, and say what to fix'
            cand completions 'Print a completion script'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;init'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;generate'= {
            cand -t 'The template, by name or id'
            cand --template 'The template, by name or id'
            cand --persona 'Who talks'
            cand --emotion 'How they feel'
            cand --topic 'What about'
            cand --set 'A variable of the template (repeat for several)'
            cand --provider 'Who answers [default: the one whose key or URL is set]'
            cand --model 'Which model [default: the provider''s current one, or the server''s only one]'
            cand --temperature 'How freely it writes, 0 to 2 [default: 0.7 where the model takes one]'
            cand --max-tokens 'The most tokens of one answer [default: sized to the turns, 2048 at the least]'
            cand --turns 'Turns of a conversation [default: 10]'
            cand --rpm 'Requests a minute for each key, or none for no limit [default: 50]'
            cand --max-cost 'Never spend more than this: stop before a call that could'
            cand --max-retries 'Repeats of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --dry-run 'Print the prompt and the estimate, and ask nobody'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
            cand run 'Make what a plan asks for; the same name again resumes what is unfinished'
            cand list 'List batches, newest first'
            cand status 'Show how a batch stands'
            cand pause 'Let a running batch finish what is in flight and stop'
            cand resume 'Resume a batch that stopped, without its plan'
            cand cancel 'End a batch; what it made is kept'
            cand retry 'Retry the failed items of a batch'
            cand worker 'Help with batches that others began, on this or another machine'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;batch;run'= {
            cand --name 'The batch''s name [default: the plan''s name, or its file''s]'
            cand --concurrency 'Calls in flight at once [default: 3]'
            cand --provider 'Who answers [default: the one whose key or URL is set]'
            cand --model 'Which model [default: the provider''s current one, or the server''s only one]'
            cand --temperature 'How freely it writes, 0 to 2 [default: 0.7 where the model takes one]'
            cand --max-tokens 'The most tokens of one answer [default: sized to the turns, 2048 at the least]'
            cand --turns 'Turns of a conversation [default: 10]'
            cand --rpm 'Requests a minute for each key, or none for no limit [default: 50]'
            cand --max-cost 'Never spend more than this: stop before a call that could'
            cand --max-retries 'Repeats of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --stop-on-error 'Stop at the first item that fails after all retries'
            cand --dry-run 'Show what would be made and what it would cost, and ask nobody'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;list'= {
            cand --limit 'How many at most'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;status'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;pause'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;resume'= {
            cand --concurrency 'Calls in flight at once [default: as the batch was begun]'
            cand --rpm 'Requests a minute for each key, or none for no limit [default: 50]'
            cand --max-cost 'Never spend more than this: stop before a call that could'
            cand --max-retries 'Repeats of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --stop-on-error 'Stop at the first item that fails after all retries'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;cancel'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;retry'= {
            cand --concurrency 'Calls in flight at once [default: as the batch was begun]'
            cand --rpm 'Requests a minute for each key, or none for no limit [default: 50]'
            cand --max-cost 'Never spend more than this: stop before a call that could'
            cand --max-retries 'Repeats of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --stop-on-error 'Stop at the first item that fails after all retries'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;worker'= {
            cand --concurrency 'Calls in flight at once [default: as the batch was begun]'
            cand --rpm 'Requests a minute for each key, or none for no limit [default: 50]'
            cand --max-cost 'Never spend more than this: stop before a call that could'
            cand --max-retries 'Repeats of a failed call [default: 3]'
            cand --timeout 'Seconds to wait for one answer [default: 60]'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --wait 'Stay, and work on batches as they come'
            cand --stop-on-error 'Stop at the first item that fails after all retries'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;batch;help'= {
            cand run 'Make what a plan asks for; the same name again resumes what is unfinished'
            cand list 'List batches, newest first'
            cand status 'Show how a batch stands'
            cand pause 'Let a running batch finish what is in flight and stop'
            cand resume 'Resume a batch that stopped, without its plan'
            cand cancel 'End a batch; what it made is kept'
            cand retry 'Retry the failed items of a batch'
            cand worker 'Help with batches that others began, on this or another machine'
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
            cand --sort 'What to sort by'
            cand --limit 'How many at most, 1 to 1000'
            cand --cursor 'Go on where an earlier page ended'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, whatever its case (repeat for several)'
            cand --emotion 'Only this emotion, whatever its case (repeat for several)'
            cand --topic 'Only this topic, whatever its case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only answered by these (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only where all these words occur in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (its midnight UTC), or an age: 90m, 24h, 7d, 2w'
            cand --until 'Only created before this time, written like --since'
            cand --created-by 'Only asked for by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --asc 'Smallest, oldest or first in the alphabet first [default for title and status]'
            cand --desc 'Largest, newest or last in the alphabet first [default for all else]'
            cand --ids 'Print ids only, one a line, for piping'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;show'= {
            cand --format 'How to show it'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;review'= {
            cand --order 'Which come first: by score or by age'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, whatever its case (repeat for several)'
            cand --emotion 'Only this emotion, whatever its case (repeat for several)'
            cand --topic 'Only this topic, whatever its case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only answered by these (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only where all these words occur in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (its midnight UTC), or an age: 90m, 24h, 7d, 2w'
            cand --until 'Only created before this time, written like --since'
            cand --created-by 'Only asked for by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;approve'= {
            cand --note 'A remark for the record'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, whatever its case (repeat for several)'
            cand --emotion 'Only this emotion, whatever its case (repeat for several)'
            cand --topic 'Only this topic, whatever its case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only answered by these (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only where all these words occur in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (its midnight UTC), or an age: 90m, 24h, 7d, 2w'
            cand --until 'Only created before this time, written like --since'
            cand --created-by 'Only asked for by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --dry-run 'Say what would change and change nothing'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;reject'= {
            cand --reason 'Why, for the record'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, whatever its case (repeat for several)'
            cand --emotion 'Only this emotion, whatever its case (repeat for several)'
            cand --topic 'Only this topic, whatever its case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only answered by these (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only where all these words occur in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (its midnight UTC), or an age: 90m, 24h, 7d, 2w'
            cand --until 'Only created before this time, written like --since'
            cand --created-by 'Only asked for by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --dry-run 'Say what would change and change nothing'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;revise'= {
            cand --note 'What should be done differently'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, whatever its case (repeat for several)'
            cand --emotion 'Only this emotion, whatever its case (repeat for several)'
            cand --topic 'Only this topic, whatever its case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only answered by these (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only where all these words occur in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (its midnight UTC), or an age: 90m, 24h, 7d, 2w'
            cand --until 'Only created before this time, written like --since'
            cand --created-by 'Only asked for by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --reopen 'Take rejected ones up again: they go back to pending_review instead'
            cand --dry-run 'Say what would change and change nothing'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;export'= {
            cand -f 'Form of the file [default: by the ending of -o, else jsonl]'
            cand --format 'Form of the file [default: by the ending of -o, else jsonl]'
            cand -o 'File to write; `-` or nothing is stdout'
            cand --output 'File to write; `-` or nothing is stdout'
            cand --include 'Put these beside the messages of each jsonl row (several: comma-separated)'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, whatever its case (repeat for several)'
            cand --emotion 'Only this emotion, whatever its case (repeat for several)'
            cand --topic 'Only this topic, whatever its case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only answered by these (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only where all these words occur in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (its midnight UTC), or an age: 90m, 24h, 7d, 2w'
            cand --until 'Only created before this time, written like --since'
            cand --created-by 'Only asked for by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --force 'Replace the file if it is there'
            cand --include-simulated 'Also export what the simulator made'
            cand --spreadsheet-safe 'Put an apostrophe before csv cells that a spreadsheet would run as a formula (never in the messages)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;stats'= {
            cand --by 'Break it down, one row for each value'
            cand --status 'Only in these states (several: comma-separated or repeated)'
            cand --tier 'Only these tiers (several: comma-separated or repeated)'
            cand --persona 'Only this persona, whatever its case (repeat for several)'
            cand --emotion 'Only this emotion, whatever its case (repeat for several)'
            cand --topic 'Only this topic, whatever its case (repeat for several)'
            cand --template 'Only from this template, by name or id (repeat for several)'
            cand --batch 'Only from this batch, by name or id (repeat for several)'
            cand --provider 'Only answered by these (several: comma-separated or repeated)'
            cand --min-quality 'Only at this score or above (0 to 10)'
            cand --max-quality 'Only at this score or below (0 to 10)'
            cand --search 'Only where all these words occur in title, persona, emotion, topic or turns'
            cand --since 'Only created at this time or later: RFC 3339, a date (its midnight UTC), or an age: 90m, 24h, 7d, 2w'
            cand --until 'Only created before this time, written like --since'
            cand --created-by 'Only asked for by this person (repeat for several)'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;limits'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --watch 'Look again every second until Ctrl-C; with --json one document a line'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List them'
            cand show 'Show one as a template file'
            cand add 'Add one from a file, checked first'
            cand render 'Print the prompt it makes'
            cand check 'Name everything wrong with templates'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dialoom;templates;list'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --all 'Inactive ones, too'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;show'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;add'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;render'= {
            cand --persona 'Who talks'
            cand --emotion 'How they feel'
            cand --topic 'What about'
            cand --set 'A value for any variable of the template; may be repeated'
            cand --turns 'How many turns to ask for'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;check'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;templates;help'= {
            cand list 'List them'
            cand show 'Show one as a template file'
            cand add 'Add one from a file, checked first'
            cand render 'Print the prompt it makes'
            cand check 'Name everything wrong with templates'
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
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;doctor'= {
            cand --provider 'Look at this provider instead of the one that is set'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --offline 'Do not ask the provider'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;completions'= {
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;man'= {
            cand --all 'Write a page for dialoom and for each of its commands into this folder'
            cand --db 'Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]'
            cand --config 'Configuration file [default: dialoom.toml here or above, then the user''s]'
            cand --user 'Who does this, for the record [env: DIALOOM_USER] [default: the login name]'
            cand --color 'When to use colour'
            cand --log-file 'Write a structured log to this file (level: DIALOOM_LOG)'
            cand --json 'Print exactly one JSON document on stdout'
            cand -q 'Say nothing but results and errors'
            cand --quiet 'Say nothing but results and errors'
            cand -v 'Say more (-vv: more still)'
            cand --verbose 'Say more (-vv: more still)'
            cand -y 'Never ask: take yes for every question'
            cand --yes 'Never ask: take yes for every question'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'dialoom;help'= {
            cand init 'Write a commented dialoom.toml and an example plan here'
            cand generate 'Make one conversation'
            cand batch 'Make many: run, resume and watch batches'
            cand list 'List conversations'
            cand show 'Show a whole conversation'
            cand review 'Read and decide, one conversation at a time'
            cand approve 'Accept conversations for training'
            cand reject 'Refuse conversations, with a reason'
            cand revise 'Send conversations back to be made again, with a note'
            cand export 'Write approved conversations as a training file'
            cand stats 'Show counts, quality, cost and tokens'
            cand limits 'Show how much of the rate limit every API key has used, over all processes'
            cand templates 'See, add, render and check templates'
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
            cand run 'Make what a plan asks for; the same name again resumes what is unfinished'
            cand list 'List batches, newest first'
            cand status 'Show how a batch stands'
            cand pause 'Let a running batch finish what is in flight and stop'
            cand resume 'Resume a batch that stopped, without its plan'
            cand cancel 'End a batch; what it made is kept'
            cand retry 'Retry the failed items of a batch'
            cand worker 'Help with batches that others began, on this or another machine'
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
            cand list 'List them'
            cand show 'Show one as a template file'
            cand add 'Add one from a file, checked first'
            cand render 'Print the prompt it makes'
            cand check 'Name everything wrong with templates'
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
