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
