#!/usr/bin/env bash
# Makes the database user that the functions log in as with IAM, and the tables that they use. Safe to run again.
# It speaks to the database through its Data API, so that nothing has to be opened.
set -euo pipefail
cd "$(dirname "$0")/.."

resource() {  # stack, start of the logical id, type, name of the attribute
  aws cloudformation describe-stack-resources --stack-name "$1" \
    --query "StackResources[?starts_with(LogicalResourceId, '$2') && ResourceType=='$3'] | [0].PhysicalResourceId" --output text
}

run() {  # cluster's ARN, secret's ARN, one statement
  aws rds-data execute-statement --resource-arn "$1" --secret-arn "$2" --database app --sql "$3" > /dev/null
}

prepare() {  # stack, cluster's logical id, engine
  local cluster secret
  cluster=$(resource "$1" "$2" AWS::RDS::DBCluster)
  read -r cluster secret < <(aws rds describe-db-clusters --db-cluster-identifier "$cluster" \
    --query "DBClusters[0].[DBClusterArn, MasterUserSecret.SecretArn]" --output text)
  if [ "$3" = mysql ]; then
    run "$cluster" "$secret" "CREATE USER IF NOT EXISTS app IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'"
    run "$cluster" "$secret" "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE ON app.* TO app"
  else
    run "$cluster" "$secret" "DO \$\$ BEGIN CREATE USER app; EXCEPTION WHEN duplicate_object THEN NULL; END \$\$"
    run "$cluster" "$secret" "GRANT rds_iam TO app"
    run "$cluster" "$secret" "GRANT USAGE, CREATE ON SCHEMA public TO app"
  fi
{% for schema in schemas %}
  # A semicolon at a line's end closes a statement in these files.
  while IFS= read -r -d ';' statement; do
    [ -z "${statement//[[:space:]]/}" ] || run "$cluster" "$secret" "$statement"
  done < {{ schema }}
{% endfor %}
  [ "$3" = mysql ] || run "$cluster" "$secret" "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app"
  echo "$2 of $1 is ready"
}

{% for cluster in clusters %}
prepare {{ cluster.stack }} {{ cluster.resource }} {{ cluster.engine }}
{% endfor %}
