#!/usr/bin/env bash
# Builds Tekton's controller and webhook from their Go module and installs them in a kind cluster, for the tests
# beside this file. Needs go, docker, kind and kubectl; nothing is pulled from an image registry.
#
#   test/e2e/tekton/install.sh CLUSTER SHELL_IMAGE     (SHELL_IMAGE: an image with sh that the cluster's nodes have)
#
# Prints the variables for `npx vitest run test/e2e/tekton`.
set -euo pipefail
cluster=$1 shell_image=$2 version=v1.6.0
module=github.com/tektoncd/pipeline
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
folder=$(cd "$work" && go mod download -json "$module@$version" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
cp -r "$folder" "$work/source"
chmod -R u+w "$work/source"

programs="controller webhook entrypoint nop workingdirinit"
images=()
for name in $programs; do
  (cd "$work/source" && CGO_ENABLED=0 go build -mod=mod -o "$work/root-$name/ko-app/$name" "./cmd/$name")
  mkdir -p "$work/root-$name/tmp" "$work/root-$name/var/run/ko"
  tar -C "$work/root-$name" --owner=0 --group=0 -c . |
    docker import -c "ENTRYPOINT [\"/ko-app/$name\"]" -c 'ENV KO_DATA_PATH=/var/run/ko' - "tekton.local/$name:1" >/dev/null
  images+=("tekton.local/$name:1")
done

# An image for the commands of playbooks: what their scripts need, from this machine.
for program in bash env mkfifo mktemp tee timeout tr cat rm grep sed sleep mkdir ls sort cut; do
  path=$(type -P "$program")
  install -D "$path" "$work/tools/usr/bin/$program"
  ldd "$path" 2>/dev/null | grep -o '/[^ ]*' | while read -r library; do install -D "$library" "$work/tools$library"; done
done
mkdir -p "$work/tools/bin" "$work/tools/tmp"
ln -s /usr/bin/bash "$work/tools/bin/bash"
tar -C "$work/tools" --owner=0 --group=0 -c . | docker import -c 'ENV PATH=/usr/bin:/bin' - tekton.local/tools:1 >/dev/null
kind load docker-image --name "$cluster" "${images[@]}" tekton.local/tools:1

context="kind-$cluster"
kubectl --context "$context" apply --server-side -f "$work/source/config/100-namespace"
for file in "$work"/source/config/{2*,300-crds/*,500-*,config-*,controller,webhook}.yaml; do
  printf -- '---\n'
  cat "$file"
done | sed -E -e 's#ko://[^"]*/cmd/(controller|webhook|entrypoint|nop|workingdirinit)#tekton.local/\1:1#' \
  -e 's#ko://[^"]*/cmd/sidecarlogresults#tekton.local/nop:1#' -e "s#cgr.dev/[^\"]*#$shell_image#" -e "s/\"?devel\"?/$version/" |
  kubectl --context "$context" apply --server-side -f -
kubectl --context "$context" -n tekton-pipelines rollout status deployment --timeout=180s
echo "export KUBEHOP_E2E_TEKTON=$context KUBEHOP_E2E_TEKTON_IMAGE=tekton.local/tools:1"
