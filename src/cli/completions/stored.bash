# Ids, batches and templates come from the database, everything else from the commands.
_dialoom() {
    local found value
    if ! found=$("$1" complete --line "${COMP_LINE:0:COMP_POINT}" --current="$2" 2>/dev/null); then
        _dialoom_static "$@"
        return
    fi
    COMPREPLY=()
    while IFS= read -r value; do
        [[ -n $value ]] && COMPREPLY+=("$value")
    done <<<"$found"
    # Files are no values here.
    compopt +o default +o bashdefault 2>/dev/null
    return 0
}
