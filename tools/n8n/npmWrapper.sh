#!/bin/sh
# Stands before npm on n8n's PATH: the same call, with the registry of the end-to-end tests.
here=$(cd "$(dirname "$0")" && pwd)
PATH=$(printf '%s' "$PATH" | sed "s|^$here:||")
export PATH
for argument; do
	shift
	case $argument in
	--registry=*) set -- "$@" "--registry=@REGISTRY@" ;;
	*) set -- "$@" "$argument" ;;
	esac
done
exec npm "$@"
