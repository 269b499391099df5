# Ids, batches and templates come from the database, everything else from the commands.
_dialoom() {
    local found
    local -a values
    if found=$("${(Q)words[1]}" complete -- "${(@Q)words[1,CURRENT]}" 2>/dev/null); then
        values=("${(@f)found}")
        local before=""
        [[ ${words[CURRENT]} == --*=* ]] && before="${words[CURRENT]%%=*}="
        values=("${(@)values#$before}")
        [[ -n $before ]] && compset -P '*='
        (( ${#found} )) && compadd -a values
        return
    fi
    _dialoom_static "$@"
}
