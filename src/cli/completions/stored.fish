# Ids, batches and templates come from the database, everything else from the commands.
function __fish_dialoom_stored
    set -l line (commandline -opc)
    set -l values (command $line[1] complete -- $line (commandline -ct | string unescape 2>/dev/null; or commandline -ct) 2>/dev/null)
    string replace -r -- '^--[a-z-]+=' '' $values
end
complete -c dialoom -a '(__fish_dialoom_stored)'
for flag in batch tag category param document chunk scenario edge-case
    complete -c dialoom -l $flag -x -a '(__fish_dialoom_stored)'
end
complete -c dialoom -s t -l template -x -a '(__fish_dialoom_stored)'
