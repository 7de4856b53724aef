#!/bin/sh
REGION=$1
X=${EMBEDDING_MODEL-intfloat/e5-base-v2}
Y=${OUTPUT_NAME-acme/not-a-model}
kubectl apply -f - <<EOF
env:
  - {name: REGION, value: ${REGION}}
  - {name: CHAT_MODEL, value: gpt-4o-mini}
EOF
cog predict r8.im/acme-paint/brush -i prompt=cat
git clone https://huggingface.co/spaces/acme-paint/demo
