#!/usr/bin/env bash
# Deploys the services (all, or those named), each with what the others have told of themselves in SSM parameters.
# What is not there yet is left open; the next deployment connects it.
set -euo pipefail
cd "$(dirname "$0")/.."

told() {  # name of the stack's parameter, name of the SSM parameter: "Name=value" if the SSM parameter is there
  local value
  if value=$(aws ssm get-parameter --name "$2" --query Parameter.Value --output text 2> /dev/null); then
    echo "$1=$value"
  fi
}

parameters() {  # service: what its stack is given
  case $1 in
{% for stack in stacks %}
    {{ stack.short }})
{% for each in stack.required %}
      echo "{{ each.name }}=${ {{- each.name -}} :?set it first: {{ each.description | shell_words }}}"
{% endfor %}
{% for each in stack.peers %}
      told {{ each.name }} {{ each.published_at }}
{% endfor %}
      ;;
{% endfor %}
    *)
      echo "there is no service $1: {{ stacks | map(attribute='short') | join(', ') }}" >&2
      return 1
      ;;
  esac
}

deploy() {  # service
  local given=() line
  while IFS= read -r line; do
{% if sam %}
    given+=("ParameterKey=${line%%=*},ParameterValue=${line#*=}")
{% else %}
    given+=(--parameters "$(stack "$1"):$line")
{% endif %}
  done < <(parameters "$1")
{% if sam %}
  (cd "$1" && sam build && sam deploy --no-fail-on-empty-changeset ${given[@]+--parameter-overrides "${given[@]}"})
{% else %}
  {{ cdk }} deploy --exclusively "$(stack "$1")" ${given[@]+"${given[@]}"}
{% endif %}
}
{% if not sam %}

stack() {  # service: the name of its stack
  case $1 in
{% for stack in stacks %}
    {{ stack.short }}) echo {{ stack.name }} ;;
{% endfor %}
  esac
}
{% endif %}

services=("$@")
[ $# -gt 0 ] || services=({{ stacks | map(attribute='short') | join(' ') }})
for service in "${services[@]}"; do
  parameters "$service" > /dev/null
  deploy "$service"
done
