#!/bin/bash
# What a variable holds is decided when the script runs: each branch counts.
if [ "$1" = small ]; then
  CHOSEN="acme-ai/small"
else
  CHOSEN="acme-ai/large"
fi
hf download "$CHOSEN"
case "$2" in
  a) REPO=acme-ai/case-a ;;
  b) REPO=acme-ai/case-b ;;
esac
hf download $REPO config.json
OTHER=acme-ai/never-read
OTHER=acme-ai/read
hf download "$OTHER"
declare -A SIZES=(
  [half]="acme-ai/half"
  [full]="acme-ai/full"
)
vllm serve "${SIZES[$3]}"
